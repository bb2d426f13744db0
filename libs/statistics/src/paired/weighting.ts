/** How much each row counts, where a sample took some kinds of rows more often than they come. */
export interface Weighting {
  /** The weights of the rows, scaled to a mean of 1. */
  readonly weights: Float64Array;
  /** How many times as many rows it takes as with equal weights: n Σw² / (Σw)² (Kish 1965). */
  readonly designEffect: number;
  /** The largest weight. */
  readonly heaviest: number;
}

/** Nothing where all rows count the same. @throws RangeError when a weight is not above 0. */
export function weightingOf(weights: readonly number[] | undefined): Weighting | undefined {
  if (!weights) return undefined;
  const wrong = weights.findIndex((weight) => !(weight > 0 && Number.isFinite(weight)));
  if (wrong >= 0) throw new RangeError(`weights/${wrong} is ${weights[wrong]} and must be a number above 0`);
  if (weights.every((weight) => weight === weights[0])) return undefined;
  // Sorted, so that no rounding depends on the order of the rows.
  const sorted = Float64Array.from(weights).sort();
  const mean = sorted.reduce((sum, weight) => sum + weight, 0) / weights.length;
  return {
    weights: Float64Array.from(weights, (weight) => weight / mean),
    designEffect: sorted.reduce((sum, weight) => sum + (weight / mean) ** 2, 0) / weights.length,
    heaviest: (sorted.at(-1) as number) / mean,
  };
}
