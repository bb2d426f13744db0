import { type Static, Type } from '@sinclair/typebox';
import { type FieldProblem, GATE_LIMITS, NAME_PATTERN } from '@gauntlet/contracts';
import { ArtefactFileError } from '../artefact-file.error';
import { contentHash } from '../content-hash';
import { lineOf } from '../line-of';
import { parseArtefact } from '../parse-artefact';
import { type GateRule, parseRule } from './gate-rule';

const MOST_REPEATS = 100;

const GateFileSchema = Type.Object(
  {
    prompt: Type.String({ pattern: `^${NAME_PATTERN}$`, examples: ['support-agent'] }),
    dataset: Type.String({
      pattern: `^${NAME_PATTERN}\\.jsonl$`,
      examples: ['support-agent.jsonl'],
      description: 'beside the gate file',
    }),
    repeats: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_REPEATS })),
    // Two more rules hold in every gate.
    rules: Type.Array(Type.String({ minLength: 1, maxLength: 400 }), { minItems: 1, maxItems: GATE_LIMITS.rules - 2 }),
  },
  { additionalProperties: false },
);

/** What a candidate of one prompt has to show, and on which rows. */
export interface GateFile extends Omit<Static<typeof GateFileSchema>, 'rules' | 'repeats'> {
  /** How often each row is asked. @default 2 */
  readonly repeats: number;
  readonly rules: readonly GateRule[];
  /** SHA-256 of the file, so that a result tells which rules it went by. */
  readonly hash: string;
}

/**
 * Reads a gate file.
 * @param file how errors call it
 * @throws ArtefactFileError naming line and field of each problem; a retry doesn't help.
 */
export function parseGateFile(source: string, file: string): GateFile {
  const { repeats = 2, ...written } = writtenGate(source, file);
  const rules = written.rules.map((text, index) => ruleOrProblem(text, index));
  const problems = [...rules.flatMap((rule) => ('field' in rule ? rule : [])), ...repeatedRules(rules)];
  if (problems.length > 0)
    throw new ArtefactFileError(
      file,
      problems.map((problem) => withLine(problem, source)),
    );
  return { ...written, repeats, rules: rules as GateRule[], hash: contentHash(source) };
}

function writtenGate(source: string, file: string): Static<typeof GateFileSchema> {
  try {
    return parseArtefact({ source, schema: GateFileSchema, file });
  } catch (error) {
    if (!(error instanceof ArtefactFileError)) throw error;
    throw new ArtefactFileError(
      file,
      error.problems.map((problem) => withLine(problem, source)),
      { cause: error },
    );
  }
}

// What is no YAML has its line already.
function withLine({ field, problem }: FieldProblem, source: string): FieldProblem {
  return { field: field.startsWith('/') ? `line ${lineOf(source, field)} ${field}` : field, problem };
}

function ruleOrProblem(text: string, index: number): GateRule | FieldProblem {
  try {
    return parseRule(text);
  } catch (error) {
    if (error instanceof RangeError) return { field: `/rules/${index}`, problem: error.message };
    throw error;
  }
}

function repeatedRules(rules: readonly (GateRule | FieldProblem)[]): FieldProblem[] {
  const texts = rules.map((rule) => ('text' in rule ? rule.text : null));
  return texts.flatMap((text, index) => {
    const first = texts.indexOf(text);
    if (text === null || first === index) return [];
    return [{ field: `/rules/${index}`, problem: `is the same rule as /rules/${first}; remove one of them` }];
  });
}
