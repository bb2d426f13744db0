import type { Bounds } from '@gauntlet/statistics';
import { ScoresError } from './eval.errors';

type Id = string | number;

/** The score of one row under one variant. A number and its digits as a string are one id, and one cluster. */
export interface ScoreRow {
  readonly id: string;
  readonly cluster: string | null;
  /** Null when a scorer had none, which is never a zero. */
  readonly score: number | null;
}

type Fields = Readonly<Record<string, unknown>>;

const EXAMPLE = '{"id": "row-1", "score": 0.8}';

/** Reads a line of a file of scores; fields that no comparison needs are passed over. @throws ScoresError naming the field. */
export function parseScoreRow(line: string): ScoreRow {
  const fields = parseObject(line, EXAMPLE);
  const { id, cluster = null, score } = fields;
  return {
    id: nameOf(id, 'id', `name the row, as in ${EXAMPLE}`),
    cluster: cluster === null ? null : nameOf(cluster, 'cluster', 'name a conversation or a customer, or leave it out'),
    score: scoreOf(score, 'score'),
  };
}

/**
 * An id or a cluster as a string. @throws ScoresError for anything else, and for a whole number so large that its last digits
 * were lost when it was read, since two of them could have become one.
 */
export function nameOf(value: unknown, field: string, fix: string): string {
  if (!isId(value)) throw new ScoresError(`${field} must be a string or a number; ${fix}`);
  if (typeof value === 'string' || Math.abs(value) <= Number.MAX_SAFE_INTEGER) return String(value);
  throw new ScoresError(
    `${field} is a number beyond ${Number.MAX_SAFE_INTEGER}, of which the last digits get lost; write it as a string`,
  );
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

/** Squares and cubes of scores, and sums of them, stay far from the largest number that there is. */
export const LARGEST_SCORE = 1e50;

/** A score as a number; true counts 1, and null is a missing value. @throws ScoresError for anything else. */
export function scoreOf(value: unknown, field: string): number | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number' && Math.abs(value) <= LARGEST_SCORE) return value;
  if (typeof value === 'number') {
    throw new ScoresError(
      `${field} is too large to reckon with; write scores between -${LARGEST_SCORE} and ${LARGEST_SCORE}, in another unit where needed`,
    );
  }
  const found = `a ${Array.isArray(value) ? 'list' : typeof value}`;
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
