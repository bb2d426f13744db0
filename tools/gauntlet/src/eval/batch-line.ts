import type { Pairs } from '@gauntlet/statistics';
import type { CompareOptions } from './compare.command';
import { ScoresError } from './eval.errors';
import { parseAlpha, parseBounds, parseMargin } from './numbers';
import { nameOf, parseObject, requireWithin, scoreOf } from './score-row';

/** One comparison of many. */
export interface BatchLine {
  readonly id: unknown;
  readonly pairs: Pairs;
  /** Positions at which one of the two has no score. */
  readonly missing: number;
  readonly options: CompareOptions;
}

/** A comparison that can't be read; its id is null when that can't be read either. */
export interface UnreadLine {
  readonly id: unknown;
  readonly error: ScoresError;
}

type Fields = Readonly<Record<string, unknown>>;

const EXAMPLE = '{"id": 1, "a": [0.8, 1], "b": [0.7, 1]}';

/** Reads a line of a batch, in which rows are paired by position. Never throws for what is in the line. */
export function parseBatchLine(text: string, usual: CompareOptions): BatchLine | UnreadLine {
  let id: unknown = null;
  try {
    const fields = parseObject(text, EXAMPLE);
    nameOf(fields.id, 'id', `name the comparison, as in ${EXAMPLE}`);
    ({ id } = fields);
    const options = optionsOf(fields, usual);
    return { id, options, ...pairsOf(fields, options) };
  } catch (error) {
    if (error instanceof ScoresError) return { id, error };
    throw error;
  }
}

function optionsOf({ margin, alpha, sequential, bounds }: Fields, usual: CompareOptions): CompareOptions {
  if (sequential !== undefined && typeof sequential !== 'boolean') {
    throw new ScoresError('sequential must be true or false; leave it out to look once');
  }
  return {
    margin: margin === undefined ? usual.margin : parseMargin(margin),
    alpha: alpha === undefined ? usual.alpha : parseAlpha(alpha),
    bounds: bounds === undefined ? usual.bounds : parseBounds(bounds),
    sequential: sequential ?? usual.sequential,
  };
}

function pairsOf(fields: Fields, { sequential, bounds }: CompareOptions): Pick<BatchLine, 'pairs' | 'missing'> {
  const [a, b] = ['a', 'b'].map((name) => {
    return listOf(fields, name).map((value, index) => {
      const score = scoreOf(value, `${name}/${index}`);
      requireWithin(score, `${name}/${index}`, sequential ? bounds : null);
      return score;
    });
  }) as [(number | null)[], (number | null)[]];
  const clusters = fields.clusters === undefined || fields.clusters === null ? null : listOf(fields, 'clusters');
  requireSameLength(a, { b, ...(clusters && { clusters }) });
  const names = clusters?.map((cluster, index) => nameOf(cluster, `clusters/${index}`, "name each row's cluster"));
  const scored = [...a.keys()].filter((row) => a[row] !== null && b[row] !== null);
  if (scored.length === 0) throw new ScoresError('a and b have no position at which both have a score; give them one');
  const kept = <T>(values: readonly T[]) => scored.map((row) => values[row] as T);
  return {
    pairs: {
      baseline: kept(a) as number[],
      candidate: kept(b) as number[],
      clusters: names && kept(names),
    },
    missing: a.length - scored.length,
  };
}

function listOf(fields: Fields, name: string): readonly unknown[] {
  const value = fields[name];
  if (Array.isArray(value)) return value as unknown[];
  throw new ScoresError(`${name} must be a list, as in ${EXAMPLE}`);
}

function requireSameLength(a: readonly unknown[], others: Readonly<Record<string, readonly unknown[]>>): void {
  for (const [name, values] of Object.entries(others)) {
    if (values.length === a.length) continue;
    throw new ScoresError(
      `${name} has ${values.length} values and a has ${a.length}; rows are paired by position, so make them as many`,
    );
  }
}
