import type { Interval } from '../interval';
import { mirrored } from '../paired/cluster-totals';
import { clustersToShow, type LookedTotals, plainBets } from './bets';

const HALVINGS = 40;

/** Bounds of a mean that hold at every look together, however often one looks and whenever one stops. */
export interface ConfidenceSequence {
  /** How many clusters it takes to show that the mean is above a value; Infinity if all of them don't. */
  readonly untilAbove: (mean: number) => number;
  /** The same for below. */
  readonly untilBelow: (mean: number) => number;
  /** The bounds after so many clusters: those of all looks up to then, intersected. */
  readonly after: (clusters: number) => Interval;
}

/**
 * The confidence sequence by betting of Waudby-Smith and Ramdas (2024, "Estimating means of bounded random variables by
 * betting", JRSS B 86), for the mean over rows that come in clusters. Half of `alpha` goes to each side.
 * @param totals differences within [-1, 1], in the order in which they are looked at
 */
export function confidenceSequence(totals: LookedTotals, alpha: number): ConfidenceSequence {
  const negative = { ...mirrored(totals), planned: totals.planned };
  const [bets, negativeBets] = [totals, negative].map((one) => plainBets(one, alpha / 2)) as [
    Float64Array,
    Float64Array,
  ];
  const untilAbove = (mean: number) => clustersToShow(mean, totals, bets, alpha / 2);
  const untilBelow = (mean: number) => clustersToShow(-mean, negative, negativeBets, alpha / 2);
  const after = (clusters: number) => ({
    low: lastShown(-1, 1, (mean) => untilAbove(mean) <= clusters),
    high: lastShown(1, -1, (mean) => untilBelow(mean) <= clusters),
  });
  return { untilAbove, untilBelow, after };
}

/** Halves the range until the last value that the data still show. `shown` is a value that any data show. */
export function lastShown(shown: number, notShown: number, isShown: (mean: number) => boolean): number {
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (shown + notShown) / 2;
    if (isShown(middle)) shown = middle;
    else notShown = middle;
  }
  return shown;
}
