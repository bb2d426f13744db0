import { chunksOf, linesOf } from '../guardrails/row-file';
import { RowFileError } from '../guardrails/rows.errors';
import { readAt, ScoresError } from './eval.errors';
import { isId, parseObject } from './score-row';

const EXAMPLE = '{"id": "row-1", "answer": "Within 30 days."}';
const OUTCOMES = ['answered', 'blocked', 'canned'] as const;

/** What a row was answered with. */
export interface Answered {
  readonly answer: string;
  readonly outcome: (typeof OUTCOMES)[number];
}

/**
 * The answers of a file by the ids of their rows.
 * @param known ids of the rows; an answer to another one is a mistyped id
 * @throws RowFileError when the file can't be read or has none; ScoresError for a bad line.
 */
export async function readAnswers(path: string, known: ReadonlySet<string>): Promise<ReadonlyMap<string, Answered>> {
  const answers = new Map<string, Answered>();
  for await (const { number, text } of linesOf(chunksOf(path))) {
    const { id, ...answered } = readAt(`${path}, line ${number}`, () => parseAnswer(text, known));
    if (answers.has(id))
      throw new ScoresError(`id ${id} is answered twice; keep one answer`, `${path}, line ${number}`);
    answers.set(id, answered);
  }
  if (answers.size === 0) throw new RowFileError(path, 'has no answers; it needs one JSON object a line');
  return answers;
}

function parseAnswer(line: string, known: ReadonlySet<string>): Answered & { readonly id: string } {
  const { id, answer, outcome = 'answered' } = parseObject(line, EXAMPLE);
  if (!isId(id)) throw new ScoresError(`id must be that of a row, as in ${EXAMPLE}`);
  if (!known.has(String(id))) throw new ScoresError(`id ${id} is of no row of the dataset; take the ids of its rows`);
  if (typeof answer !== 'string') throw new ScoresError(`answer must be a string, as in ${EXAMPLE}`);
  const one = OUTCOMES.find((known) => known === outcome);
  if (one === undefined) throw new ScoresError(`outcome must be one of ${OUTCOMES.join(', ')}, or be left out`);
  return { id: String(id), answer, outcome: one };
}
