import { createHash } from 'node:crypto';
import { TooFewToDrawError } from './traffic.errors';

/** A request that was drawn. */
export interface Drawn {
  readonly id: string;
  /** How many requests of the period it stands for. */
  readonly weight: number;
  /** What it is in each grouping. */
  readonly stratum: readonly string[];
}

/** Requests that are alike in each grouping. */
export interface Stratum {
  readonly stratum: readonly string[];
  readonly ids: readonly string[];
}

/**
 * Draws about in proportion from each stratum, and at least one: the same requests and the same seed give the same sample, in
 * the same order. All are drawn when there are no more than `n`.
 * @throws TooFewToDrawError when there are more strata than `n`.
 */
export function draw(strata: readonly Stratum[], { n, seed }: { readonly n: number; readonly seed: string }): Drawn[] {
  if (strata.length > n) throw new TooFewToDrawError(n, strata.length);
  const counts = shares(
    strata.map(({ ids }) => ids.length),
    n,
  );
  const drawn = strata.flatMap(({ stratum, ids }, index) => {
    const count = counts[index] as number;
    const weight = ids.length / count;
    return inDrawnOrder(ids, seed)
      .slice(0, count)
      .map((id) => ({ id, weight, stratum }));
  });
  return drawn;
}

/** How many to draw of each: one, and each further one where it is missed most (Webster's method). */
function shares(sizes: readonly number[], n: number): number[] {
  const counts = sizes.map(() => 1);
  const all = sizes.reduce((sum, size) => sum + size, 0);
  if (all <= n) return [...sizes];
  const left = n - sizes.length;
  for (let drawn = 0; drawn < left; drawn += 1) {
    const claims = sizes.map((size, index) => claimOf(size, counts[index] as number));
    const most = claims.indexOf(Math.max(...claims));
    counts[most] = (counts[most] as number) + 1;
  }
  return counts;
}

function claimOf(size: number, count: number): number {
  return count < size ? size / (2 * count + 1) : 0;
}

function inDrawnOrder(ids: readonly string[], seed: string): string[] {
  const keyed = ids.map((id) => ({ id, key: createHash('sha256').update(`${seed}/${id}`).digest('hex') }));
  return keyed.sort((one, other) => (one.key < other.key ? -1 : 1)).map(({ id }) => id);
}
