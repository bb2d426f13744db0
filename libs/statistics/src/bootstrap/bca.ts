import { normalCdf, normalQuantile } from '../distributions/normal';
import { studentQuantile } from '../distributions/student';
import type { Interval } from '../interval';
import type { ClusterTotals } from '../paired/cluster-totals';
import { clusteredMean } from '../paired/clustered-mean';
import { quantileOfSorted } from './resamples';

/**
 * The bias-corrected and accelerated bootstrap interval (Efron 1987) of the mean over clusters, with the acceleration of the
 * jackknife that leaves out one cluster at a time. The percentiles are expanded for small samples as by Hesterberg (2015,
 * section 4.1), since a resample spreads less than its population does.
 */
export function bcaInterval(totals: ClusterTotals, means: Float64Array, alpha: number): Interval {
  const { mean, effectiveClusters: clusters } = clusteredMean(totals);
  const bias = normalQuantile(shareBelow(means, mean));
  const acceleration = accelerationOf(totals, mean);
  const expanded = Math.sqrt(clusters / (clusters - 1)) * studentQuantile(alpha / 2, clusters - 1);
  const [low, high] = [expanded, -expanded].map((z) => {
    const shifted = bias + z;
    return quantileOfSorted(means, normalCdf(bias + shifted / (1 - acceleration * shifted)));
  });
  return { low: low as number, high: high as number };
}

/** Resamples that have the mean itself count half; never 0 or 1, whose quantile is infinite. */
function shareBelow(means: Float64Array, mean: number): number {
  let doubled = 0;
  for (const one of means) doubled += one < mean ? 2 : one === mean ? 1 : 0;
  return Math.min(Math.max(doubled / 2, 1), means.length - 1) / means.length;
}

function accelerationOf({ sums, sizes }: ClusterTotals, mean: number): number {
  const rows = sizes.reduce((sum, size) => sum + size, 0);
  const total = mean * rows;
  const left = sums.map((sum, index) => (total - sum) / (rows - (sizes[index] as number)));
  const centre = left.reduce((sum, one) => sum + one, 0) / left.length;
  const squares = left.reduce((sum, one) => sum + (centre - one) ** 2, 0);
  const cubes = left.reduce((sum, one) => sum + (centre - one) ** 3, 0);
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}
