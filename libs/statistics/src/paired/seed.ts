import type { ClusterTotals } from './cluster-totals';

/**
 * The same for the same totals, and different for others, so that no chance is shared by many comparisons: FNV-1a over words,
 * with the high bits of each step mixed into the low ones.
 */
export function seedOf({ sums, sizes }: ClusterTotals): number {
  const hashed = (before: number, values: Float64Array) =>
    new Uint32Array(values.buffer, values.byteOffset, 2 * values.length).reduce((hash, word) => {
      const mixed = Math.imul(hash ^ word, 0x01000193);
      return mixed ^ (mixed >>> 15);
    }, before);
  return hashed(hashed(0x811c9dc5, sums), sizes);
}
