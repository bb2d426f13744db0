import type { Interval } from '../interval';
import { SeededRandom } from '../seeded-random';
import type { ClusterTotals } from './cluster-totals';
import type { ClusteredMean } from './clustered-mean';
import type { Settings } from './pairs';
import { seedOf } from './seed';
import { isSparse, isThin, type Range, unseenBounds, within } from './unseen';
import { USUAL, usualInterval } from './usual-interval';

/** An interval, and how it was found. */
export interface FoundInterval {
  readonly interval: Interval;
  readonly method: string;
}

/**
 * The interval of a mean difference at a number of rows fixed beforehand: the usual one. Where few clusters lie apart
 * from the others, it does not know how many more do, so a pass has to stand with a bound that counts what has not been
 * seen; where it doesn't, the interval is widened by that bound. See docs/adr/0023-a-verdict-from-an-interval.md.
 */
export function fixedInterval(
  totals: ClusterTotals,
  mean: ClusteredMean,
  range: Range,
  settings: Settings,
): FoundInterval {
  const random = new SeededRandom(seedOf(totals));
  const usual = { interval: within(range, usualInterval(totals, mean, settings.alpha, random)), method: USUAL };
  const isFew = isSparse(totals, range);
  const passes = ({ low }: Interval) => low > -settings.margin;
  if (!isFew && !(passes(usual.interval) && isThin(totals, range))) return usual;
  const unseen = unseenBounds(totals, range, settings.alpha, random);
  const low = Math.min(usual.interval.low, unseen.low);
  // Unseen gains could undo a loss just so, but only a pass must not rest on what nobody has seen.
  const high = isFew ? Math.max(usual.interval.high, unseen.high) : usual.interval.high;
  const isWider = low < usual.interval.low || high > usual.interval.high;
  if (!isWider || (!isFew && passes({ low, high }))) return usual;
  return { interval: { low, high }, method: `${USUAL}, widened by Gaffke's bound` };
}
