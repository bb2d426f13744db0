import { gaffkeBound } from '../bootstrap/gaffke';
import type { Interval } from '../interval';
import type { SeededRandom } from '../seeded-random';
import { type ClusterTotals, mirrored } from './cluster-totals';

/** From so many clusters on that lie apart from the others, the sample tells how often that happens. */
const ENOUGH_APART = 10;
/** From so many clusters on, a bounded sample has seen what is not very rare. */
const ENOUGH_CLUSTERS = 50;
/** How far from the median a cluster lies apart, as a share of the range. */
const APART = 0.1;

/** How far apart values can be. */
export interface Range {
  /** What no value, be it a difference or a score, is below or above. */
  readonly least: number;
  readonly greatest: number;
  /** How far apart two scores can be. */
  readonly width: number;
  /** True when no score can lie outside, false when the width is only what was seen. */
  readonly isKnown: boolean;
}

/** Whether so few clusters lie apart from the others that nobody knows how many more do. */
export function isSparse(totals: ClusterTotals, { width }: Range): boolean {
  return clustersApart(totals, 1e-9 * width) < ENOUGH_APART;
}

/** Whether values could lie much farther apart than those that were seen. */
export function isThin(totals: ClusterTotals, { width, isKnown }: Range): boolean {
  return isKnown && (effective(totals) < ENOUGH_CLUSTERS || clustersApart(totals, APART * width) < ENOUGH_APART);
}

/** The bounds that count what has not been seen: Gaffke's, with half of `alpha` on each side. */
export function unseenBounds(
  totals: ClusterTotals,
  { least, greatest }: Range,
  alpha: number,
  random: SeededRandom,
): Interval {
  const low = gaffkeBound(totals, least, alpha / 2, random);
  return { low, high: -gaffkeBound(mirrored(totals), -greatest, alpha / 2, random) };
}

/** With few clusters Student's t reaches farther than any value can. */
export function within({ least, greatest, isKnown }: Range, { low, high }: Interval): Interval {
  return isKnown ? { low: Math.max(low, least), high: Math.min(high, greatest) } : { low, high };
}

/** How many clusters have a mean farther than `distance` from the median one. */
function clustersApart(totals: ClusterTotals, distance: number): number {
  const means = totals.sums.map((sum, index) => sum / (totals.sizes[index] as number)).sort();
  const median = means[Math.floor(means.length / 2)] as number;
  return effective(totals, means.filter((mean) => Math.abs(mean - median) > distance).length);
}

/** How many clusters of equal weight tell as much. */
function effective({ sums, weighting }: ClusterTotals, clusters = sums.length): number {
  return clusters / (weighting?.designEffect ?? 1);
}
