/** The size of the hash table of features, as a power of two. */
export const BUCKET_BITS = 17;

// Different kinds of features must not meet in one bucket by their nature.
export const CHARACTERS = 0x1000193;
export const ONE = 0x2545f491;
export const TWO = 0x3c6ef372;
export const SKIP = 0x5bd1e995;
export const THREE = 0x7f4a7c15;
export const CONCEPT = 0x68e31da4;

/** The bucket of a feature, by the finalizer of MurmurHash3, as FNV alone leaves the upper bits of short inputs alike. */
export function bucketOf(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> (32 - BUCKET_BITS);
}
