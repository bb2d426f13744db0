import { normalQuantile } from '../distributions/normal';

/** How paired differences scatter. */
export interface Scatter {
  /** The standard deviation of the differences of rows. */
  readonly sd: number;
  /** Rows in a cluster (default 1). */
  readonly clusterSize?: number | undefined;
  /** How alike rows of a cluster are: the intra-cluster correlation of their differences (default 0). */
  readonly icc?: number | undefined;
}

/** How sure one wants to be. */
export interface Sureness {
  readonly alpha: number;
  /** How likely a true effect is to be seen. */
  readonly power: number;
}

/**
 * How many rows it takes for the interval of 1 - alpha to lie on one side of a value that the true difference is `effect`
 * away from: below 0 for a drop, above -margin for equal variants. (z + z')² sd² / effect², with the design effect of clusters
 * 1 + (size - 1) × icc (Kish 1965), z² / 2 clusters more because the spread is estimated (Guenther
 * 1981), and 10 % more because of how `compare` finds its interval.
 */
export function rowsFor(effect: number, scatter: Scatter, sureness: Sureness): number {
  const { clusterSize, variance } = perCluster(scatter);
  const clusters = variance * (quantiles(sureness) / effect) ** 2 + estimated(sureness);
  return Math.ceil(Math.ceil(clusters - 1e-9) * clusterSize);
}

/**
 * How many rows of scores between 0 and 1 it takes for "not worse" when the variants are equal. Enough for the scatter, and so
 * many that a drop of the margin would have shown at all: what the score interval takes without any row that differs.
 */
export function rowsForNotWorse(margin: number, scatter: Scatter, sureness: Sureness): number {
  return Math.max(rowsFor(margin, scatter, sureness), unseenRows(margin, sureness.alpha, scatter.clusterSize));
}

/** @param margin as a share of the range of scores */
export function unseenRows(margin: number, alpha: number, clusterSize = 1): number {
  const clusters = normalQuantile(1 - alpha / 2) ** 2 * Math.max(0, 1 / margin - 1);
  return Math.ceil((Math.floor(clusters) + 1) * clusterSize);
}

/** The smallest effect that `rows` rows show: the inverse of {@link rowsFor}; Infinity when they are too few for any. */
export function detectableEffect(rows: number, scatter: Scatter, sureness: Sureness): number {
  const { clusterSize, variance } = perCluster(scatter);
  const clusters = rows / clusterSize - estimated(sureness);
  return clusters > 0 ? quantiles(sureness) * Math.sqrt(variance / clusters) : Number.POSITIVE_INFINITY;
}

/** What the wider of two intervals costs, in squares; measured in docs/adr/0023-a-verdict-from-an-interval.md. */
const WIDER = 1.1;

/** The variance of the mean of one cluster, as it counts. */
function perCluster({ sd, clusterSize = 1, icc = 0 }: Scatter) {
  return { clusterSize, variance: (WIDER * sd ** 2 * (1 + (clusterSize - 1) * icc)) / clusterSize };
}

function quantiles({ alpha, power }: Sureness): number {
  return normalQuantile(1 - alpha / 2) + normalQuantile(power);
}

function estimated({ alpha }: Sureness): number {
  return normalQuantile(1 - alpha / 2) ** 2 / 2;
}
