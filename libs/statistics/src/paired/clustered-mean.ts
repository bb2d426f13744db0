import { studentQuantile } from '../distributions/student';
import type { Interval } from '../interval';
import type { ClusterTotals } from './cluster-totals';

/** A mean of rows and how far it may be off by chance. */
export interface ClusteredMean {
  readonly mean: number;
  /** NaN for a single cluster, which says nothing about others. */
  readonly standardError: number;
  readonly clusters: number;
  /** How many clusters of equal weight would tell as much; all of them where rows count the same. */
  readonly effectiveClusters: number;
}

/**
 * The mean over all rows with its standard error clustered: a ratio estimator, the sum of the clusters' sums over the sum
 * of their sizes (of their weights, where rows have some), linearized, with the factor of small samples C / (C - 1) (Cochran
 * 1977, 6.3 and 11.8; CR1 of Cameron and Miller 2015). With one row in each cluster that is the usual standard error.
 */
export function clusteredMean({ sums, sizes, weighting }: ClusterTotals): ClusteredMean {
  const clusters = sums.length;
  const rows = sizes.reduce((sum, size) => sum + size, 0);
  const mean = sums.reduce((sum, one) => sum + one, 0) / rows;
  let squares = 0;
  for (let index = 0; index < clusters; index += 1) {
    squares += ((sums[index] as number) - mean * (sizes[index] as number)) ** 2;
  }
  const standardError = Math.sqrt((squares * clusters) / (clusters - 1)) / rows;
  return { mean, standardError, clusters, effectiveClusters: clusters / (weighting?.designEffect ?? 1) };
}

/** The interval of Student's t with one degree of freedom less than there are effective clusters. */
export function clusteredInterval({ mean, standardError, effectiveClusters }: ClusteredMean, alpha: number): Interval {
  const half = studentQuantile(1 - alpha / 2, effectiveClusters - 1) * standardError;
  return { low: mean - half, high: mean + half };
}
