import { bcaInterval } from '../bootstrap/bca';
import { resampledMeans } from '../bootstrap/resamples';
import type { Interval } from '../interval';
import type { SeededRandom } from '../seeded-random';
import type { ClusterTotals } from './cluster-totals';
import { clusteredInterval, type ClusteredMean } from './clustered-mean';

/** How `usualInterval` is called, for a person. */
export const USUAL = "Student's t and BCa bootstrap";

/** Draws of clusters for one interval, and how many resamples they make at least and at most. */
const DRAWS = 600_000;
const RESAMPLES = { least: 2_000, most: 8_000 };
/** With fewer, clusters say nothing about others; Gaffke's bound does say something. */
const FEWEST_CLUSTERS = 2;
const UNKNOWN: Interval = { low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY };

/**
 * The wider one, on each side, of Student's t and of BCa: Student's t is too narrow against skew, BCa against heavy tails on
 * both sides. Both ends are turned inside out where too few clusters tell nothing.
 */
export function usualInterval(
  totals: ClusterTotals,
  mean: ClusteredMean,
  alpha: number,
  random: SeededRandom,
): Interval {
  if (mean.effectiveClusters < FEWEST_CLUSTERS) return UNKNOWN;
  return widenedByBca(clusteredInterval(mean, alpha), totals, mean, alpha, random);
}

/** The wider one, on each side, of an interval of the mean and of that of BCa. */
export function widenedByBca(
  interval: Interval,
  totals: ClusterTotals,
  { clusters, standardError }: ClusteredMean,
  alpha: number,
  random: SeededRandom,
): Interval {
  if (standardError === 0) return interval;
  const bca = bcaInterval(totals, resampledMeans(totals, resamplesFor(clusters), random), alpha);
  return { low: Math.min(interval.low, bca.low), high: Math.max(interval.high, bca.high) };
}

/** More where they are cheap: their chance makes the wider of two intervals wider. */
function resamplesFor(clusters: number): number {
  return Math.round(Math.min(Math.max(DRAWS / clusters, RESAMPLES.least), RESAMPLES.most));
}
