import { studentQuantile } from '../distributions/student';
import type { Interval } from '../interval';
import { SeededRandom } from '../seeded-random';
import { orderOf, reordered } from './canonical-order';
import { type ClusterTotals, clusterTotals } from './cluster-totals';
import { type ClusteredMean, clusteredMean } from './clustered-mean';
import type { Pairs } from './pairs';
import { seedOf } from './seed';
import { widenedByBca } from './usual-interval';
import { weightingOf } from './weighting';

/** A ratio of sums, and between which values the true one lies. */
export interface Ratio {
  /** The sum of the candidate over that of the baseline: 1.1 for 10 % more. NaN where the baseline's is 0. */
  readonly ratio: number;
  /** Low is 0 and high infinite where there are too few clusters to tell. */
  readonly interval: Interval;
  readonly rows: number;
  readonly clusters: number;
}

/** What few clusters leave open. */
const OPEN: Interval = { low: 0, high: Number.POSITIVE_INFINITY };

/**
 * How much more a candidate takes than a baseline on the same rows, of something that has no upper bound, such as cost. The
 * interval is the wider one, on each side, of Fieller's (1954) and of BCa, both over clusters: Fieller's is too narrow where a few
 * rows take very much, BCa for heavy tails. See docs/adr/0023-a-verdict-from-an-interval.md. Nothing tells of
 * what was not seen: where all clusters have the same ratio, the interval is that ratio alone.
 * @param pairs values from 0 on
 * @param settings.alpha how often the interval may miss
 * @throws RangeError when a value is below 0, or a weight is not above 0
 */
export function ratioOf(pairs: Pairs, { alpha }: { readonly alpha: number }): Ratio {
  const { baseline, candidate, clusters, weights } = pairs;
  if ([baseline, candidate].some((values) => values.some((value) => value < 0))) {
    throw new RangeError('a value is below 0, which has no part in a ratio of sums');
  }
  const weighting = weightingOf(weights);
  const order = orderOf(candidate, baseline, weighting?.weights);
  const [over, under] = [candidate, baseline].map((values) => clusterTotals(values, clusters, weighting, order)) as [
    ClusterTotals,
    ClusterTotals,
  ];
  // A ratio of sums is the mean of clusters whose sizes are the sums of the baseline.
  const totals = reordered({ ...over, sizes: under.sums }, orderOf(over.sums, under.sums));
  const mean = clusteredMean(totals);
  return {
    ...{ ratio: mean.mean, interval: intervalOf(totals, mean, alpha) },
    ...{ rows: candidate.length, clusters: mean.clusters },
  };
}

function intervalOf(totals: ClusterTotals, mean: ClusteredMean, alpha: number): Interval {
  const fieller = fiellerInterval(totals, mean, alpha);
  if (!Number.isFinite(fieller.high)) return OPEN;
  const { low, high } = widenedByBca(fieller, totals, mean, alpha, new SeededRandom(seedOf(totals)));
  // A resample in which the baseline takes nothing has no ratio.
  return Number.isNaN(low + high) ? OPEN : { low: Math.max(0, low), high };
}

/** The ratios that Student's t does not refute: the roots of (x - r y)² = t² var(x - r y), where x and y are means of clusters. */
function fiellerInterval(
  { sums, sizes }: ClusterTotals,
  { clusters, effectiveClusters }: ClusteredMean,
  alpha: number,
): Interval {
  const [over, under] = [sums, sizes].map(meanOf) as [number, number];
  const squared = studentQuantile(1 - alpha / 2, effectiveClusters - 1) ** 2 / (clusters - 1) / clusters;
  const scatter = (of: (index: number) => number) => squared * sums.reduce((sum, _, index) => sum + of(index), 0);
  const overAt = (index: number) => (sums[index] as number) - over;
  const underAt = (index: number) => (sizes[index] as number) - under;
  const a = under ** 2 - scatter((index) => underAt(index) ** 2);
  const b = over * under - scatter((index) => overAt(index) * underAt(index));
  const c = over ** 2 - scatter((index) => overAt(index) ** 2);
  // The baseline could take nothing, so that no ratio is too large.
  if (!(a > 0)) return OPEN;
  const half = Math.sqrt(Math.max(0, b ** 2 - a * c));
  return { low: (b - half) / a, high: (b + half) / a };
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
