import type { FieldProblem } from '@gauntlet/contracts';
import { linearPattern } from '../prompts/answer-keywords';
import { schemaProblems } from '../schema-problems';
import { RowSchema, type WrittenRow } from './row.schema';

/** Longest line, in characters. */
const LONGEST_LINE = 1_000_000;
const EXAMPLE = 'as in {"input": "Hello", "expected": "Hi"}';

/** What each field takes, for whoever wrote something else. */
const TAKES: Readonly<Record<string, string>> = {
  '/input': 'a text that is not empty',
  '/variables': 'an object of texts by name',
  '/variables/*': 'a text of at most 262144 characters',
  '/history': 'a list of messages such as {"role": "user", "content": "Hello"}',
  '/expected': 'a text, or an object such as {"answer": "Hi", "refusal": false}',
  '/expected/answer': 'a text that is not empty',
  '/expected/contains': 'a list of texts',
  '/expected/forbids': 'a list of texts',
  '/expected/number': 'a number',
  '/expected/refusal': 'true or false',
  '/context': 'a text, or a list of texts',
  '/context/*': 'a text of at most 262144 characters',
  '/tags': 'a list of names, each once',
  '/critical': 'true or false',
  '/weight': 'a number above 0, up to 1000000',
  '/cluster': 'a text of 1 to 256 characters',
};

/** Reads a line of a dataset; the fields of problems are those of the row, and empty for the line itself. */
export function readRow(text: string): { readonly row: WrittenRow } | { readonly problems: readonly FieldProblem[] } {
  if (text.length > LONGEST_LINE) return wrong(`is longer than ${LONGEST_LINE} characters; shorten its texts`);
  const value = valueOf(text);
  if (value === undefined) return wrong(`is no JSON; write one row a line, ${EXAMPLE}`);
  if (!isFields(value)) return wrong(`is no JSON object; write one row a line, ${EXAMPLE}`);
  const row = widened(value);
  const problems = schemaProblems(RowSchema, row).map(withFix);
  if (problems.length > 0) return { problems };
  const patternProblems = regexProblems(row as WrittenRow);
  return patternProblems.length > 0 ? { problems: patternProblems } : { row: row as WrittenRow };
}

type Fields = Readonly<Record<string, unknown>>;

function wrong(problem: string) {
  return { problems: [{ field: '', problem }] };
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The parser's message quotes the text.
    return undefined;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// Most rows expect one answer, and have one text of context.
function widened(row: Fields): Fields {
  const { expected, context } = row;
  return {
    ...row,
    ...(typeof expected === 'string' ? { expected: { answer: expected } } : {}),
    ...(typeof context === 'string' ? { context: [context] } : {}),
  };
}

function withFix({ field, problem }: FieldProblem): FieldProblem {
  const takes = TAKES[field] ?? TAKES[field.replace(/[^/]+$/, '*')];
  return { field, problem: problem.startsWith('is wrong') && takes ? `must be ${takes}` : problem };
}

function regexProblems({ expected }: WrittenRow): FieldProblem[] {
  if (expected?.regex === undefined) return [];
  try {
    linearPattern(expected.regex);
    return [];
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : 'unreadable';
    return [{ field: '/expected/regex', problem: `is no pattern that RE2 can match: ${why}` }];
  }
}
