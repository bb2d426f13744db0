import type { Bounds } from '@gauntlet/statistics';
import { ScoresError } from './eval.errors';

type Id = string | number;

/** The score of one row under one variant. */
export interface ScoreRow {
  readonly id: Id;
  readonly cluster: Id | null;
  /** Null when a scorer had none, which is never a zero. */
  readonly score: number | null;
}

type Fields = Readonly<Record<string, unknown>>;

const EXAMPLE = '{"id": "row-1", "score": 0.8}';

/** Reads a line of a file of scores; fields that no comparison needs are passed over. @throws ScoresError naming the field. */
export function parseScoreRow(line: string): ScoreRow {
  const fields = parseObject(line, EXAMPLE);
  const { id, cluster = null, score } = fields;
  if (!isId(id)) throw new ScoresError(`id must be a string or a number; name the row, as in ${EXAMPLE}`);
  if (cluster !== null && !isId(cluster)) {
    throw new ScoresError('cluster must be a string or a number; name a conversation or a customer, or leave it out');
  }
  return { id, cluster, score: scoreOf(score, 'score') };
}

/** The object in a line. @throws ScoresError when there is none; the message quotes nothing of the line. */
export function parseObject(line: string, example: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new ScoresError(`the line is no JSON; each line must be one object, as in ${example}`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new ScoresError(`the line must be a JSON object, as in ${example}`);
}

/** A score as a number; true counts 1, and null is a missing value. @throws ScoresError for anything else. */
export function scoreOf(value: unknown, field: string): number | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  const found = typeof value === 'number' ? 'too large' : `a ${Array.isArray(value) ? 'list' : typeof value}`;
  throw new ScoresError(
    `${field} must be a finite number, true, false or null, and is ${found}; write null for a row without a score`,
  );
}

/** @throws ScoresError naming the field when the score lies outside the bounds; without bounds never. */
export function requireWithin(score: number | null, field: string, bounds: Bounds | null): void {
  if (score === null || !bounds || (score >= bounds.least && score <= bounds.greatest)) return;
  throw new ScoresError(
    `${field} is ${score} and must lie between ${bounds.least} and ${bounds.greatest} to be looked at after every row; ` +
      'name the least and the greatest possible score with --bounds, or leave out --sequential',
  );
}

export function isId(value: unknown): value is Id {
  return typeof value === 'string' || typeof value === 'number';
}
