import { type ClusterTotals, clusterTotals } from './cluster-totals';
import type { Weighting } from './weighting';

/**
 * The totals of clusters whatever the order in which rows come: rows are added up by value, so that no rounding depends on
 * it, and clusters are sorted by their totals.
 */
export function canonicalTotals(
  values: ArrayLike<number>,
  clusters?: readonly unknown[],
  weighting?: Weighting,
): ClusterTotals {
  const totals = clusterTotals(values, clusters, weighting, orderOf(values, weighting?.weights));
  return reordered(totals, orderOf(totals.sums, totals.sizes));
}

/** The places of values from the least on; where they tie, the next list decides. */
export function orderOf(...lists: readonly (ArrayLike<number> | undefined)[]): Uint32Array {
  const keys = lists.filter((list) => list !== undefined);
  const places = Uint32Array.from({ length: keys[0]?.length ?? 0 }, (_, place) => place);
  return places.sort((one, other) => {
    const key = keys.find((values) => values[one] !== values[other]);
    return key ? (key[one] as number) - (key[other] as number) : 0;
  });
}

/** The clusters in another order. */
export function reordered(totals: ClusterTotals, order: ArrayLike<number>): ClusterTotals {
  const inOrder = (values: Float64Array) => Float64Array.from(order, (place) => values[place] as number);
  return { ...totals, sums: inOrder(totals.sums), sizes: inOrder(totals.sizes) };
}
