import type { Interval } from '../interval';
import type { Verdict } from './verdict';

/** Scores of the same rows under two variants; a higher score is better. */
export interface Pairs {
  readonly baseline: readonly number[];
  readonly candidate: readonly number[];
  /** The cluster of each row, such as its conversation. Without it rows are independent. */
  readonly clusters?: readonly unknown[] | undefined;
  /** How much each row counts, above 0, such as how many recorded requests it stands for. Without it all count the same. */
  readonly weights?: readonly number[] | undefined;
}

/** The least and the greatest score that there can be. */
export interface Bounds {
  readonly least: number;
  readonly greatest: number;
}

/** How sure a comparison has to be, and of what. */
export interface Settings {
  /** The largest drop that does not matter. */
  readonly margin: number;
  /** How often the interval may miss the true difference. */
  readonly alpha: number;
  readonly bounds: Bounds;
}

/** What a comparison found. */
export interface Comparison {
  readonly verdict: Verdict;
  /** The mean of candidate - baseline over rows, weighted where rows have weights. */
  readonly difference: number;
  readonly interval: Interval;
  /** How the interval was found, for a person. */
  readonly method: string;
  readonly rows: number;
  readonly clusters: number;
  /** About how many rows it would take for a verdict if the difference stays as it is; null when there is one. */
  readonly rowsNeeded: number | null;
  /** The p-value of McNemar's test (mid-p) where scores are 0 or 1 and rows independent, for information; else null. */
  readonly mcnemar: number | null;
}

export function differencesOf({ baseline, candidate }: Pairs): Float64Array {
  return Float64Array.from(candidate, (score, row) => score - (baseline[row] as number));
}

/** A sum of parts may end a rounding beyond a bound, and is within it all the same. */
const ROUNDING = 1e-9;

export function areWithin({ least, greatest }: Bounds, ...all: readonly (readonly number[])[]): boolean {
  const slack = ROUNDING * (greatest - least);
  const isWithin = (score: number) => score >= least - slack && score <= greatest + slack;
  return all.every((scores) => scores.every(isWithin));
}

/** What the scores seen and 0 span. */
export function rangeSeen(...all: readonly (readonly number[])[]): Bounds {
  let [least, greatest] = [0, 0];
  for (const scores of all) {
    for (const score of scores) [least, greatest] = [Math.min(least, score), Math.max(greatest, score)];
  }
  return { least, greatest };
}
