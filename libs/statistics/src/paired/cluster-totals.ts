import type { Weighting } from './weighting';

/** Values of rows, such as paired differences, summed up by cluster: rows of one conversation, which may resemble each other. */
export interface ClusterTotals {
  /** The sum of the values in each cluster, each times its weight. */
  readonly sums: Float64Array;
  /** The number of rows in each cluster, or the sum of their weights, which are 1 in the mean. */
  readonly sizes: Float64Array;
  /** How uneven the weights are; missing where all rows count the same. */
  readonly weighting?: Weighting | undefined;
}

/**
 * Sums up values by cluster, in the order in which clusters come first; without clusters each row is its own.
 * @param order the places of the rows in the order in which they are added up (default: as they come)
 */
export function clusterTotals(
  values: ArrayLike<number>,
  clusters?: readonly unknown[],
  weighting?: Weighting,
  order?: ArrayLike<number>,
): ClusterTotals {
  const weightOf = (row: number) => (weighting ? (weighting.weights[row] as number) : 1);
  const places = new Map<unknown, number>();
  if (clusters) for (const cluster of clusters) if (!places.has(cluster)) places.set(cluster, places.size);
  const count = clusters ? places.size : values.length;
  const [sums, sizes] = [new Float64Array(count), new Float64Array(count)];
  for (let index = 0; index < values.length; index += 1) {
    const row = order ? (order[index] as number) : index;
    const place = clusters ? (places.get(clusters[row]) as number) : row;
    sums[place] = (sums[place] as number) + weightOf(row) * (values[row] as number);
    sizes[place] = (sizes[place] as number) + weightOf(row);
  }
  return { sums, sizes, ...(weighting && { weighting }) };
}

/** The same the other way round: what was gained is lost. */
export function mirrored(totals: ClusterTotals): ClusterTotals {
  return { ...totals, sums: totals.sums.map((sum) => -sum) };
}
