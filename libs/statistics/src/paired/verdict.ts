import type { Interval } from '../interval';

/** What an interval of candidate - baseline says about a margin, which is the largest drop that does not matter. */
export type Verdict = 'better' | 'not worse' | 'worse' | 'not enough data';

/** The one rule of every gate: a claim is made only when the whole interval makes it. */
export function verdictOf({ low, high }: Interval, margin: number): Verdict {
  if (low > 0) return 'better';
  if (low > -margin) return 'not worse';
  return high < 0 ? 'worse' : 'not enough data';
}
