/** Paired differences, summed up by cluster: rows of one conversation or customer, which may resemble each other. */
export interface ClusterTotals {
  /** The sum of the differences in each cluster. */
  readonly sums: Float64Array;
  /** The number of rows in each cluster. */
  readonly sizes: Float64Array;
}

/** Sums up differences by cluster, in the order in which clusters come first; without clusters each row is its own. */
export function clusterTotals(differences: ArrayLike<number>, clusters?: readonly unknown[]): ClusterTotals {
  if (!clusters) return { sums: Float64Array.from(differences), sizes: new Float64Array(differences.length).fill(1) };
  const places = new Map<unknown, number>();
  for (const cluster of clusters) if (!places.has(cluster)) places.set(cluster, places.size);
  const sums = new Float64Array(places.size);
  const sizes = new Float64Array(places.size);
  clusters.forEach((cluster, row) => {
    const place = places.get(cluster) as number;
    sums[place] = (sums[place] as number) + (differences[row] as number);
    sizes[place] = (sizes[place] as number) + 1;
  });
  return { sums, sizes };
}

/** The same the other way round: what was gained is lost. */
export function mirrored({ sums, sizes }: ClusterTotals): ClusterTotals {
  return { sums: sums.map((sum) => -sum), sizes };
}
