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
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  const scaled = Float64Array.from(weights, (weight) => weight / mean);
  return {
    weights: scaled,
    designEffect: scaled.reduce((sum, weight) => sum + weight ** 2, 0) / weights.length,
    heaviest: scaled.reduce((most, weight) => Math.max(most, weight), 0),
  };
}
