/** The bounds between which the true value lies with the confidence that was asked for. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A rate that was measured, and the bounds between which the true one lies with a confidence of 95 %. */
export interface Rate extends Interval {
  readonly rate: number;
}

/** The 97.5 % quantile of the normal distribution. */
const Z = 1.959963984540054;

/** The rate of successes with its Wilson interval, which holds for few trials and for rates near 0 and 1 as well. */
export function wilson(successes: number, trials: number): Rate {
  if (trials === 0) return { rate: Number.NaN, low: 0, high: 1 };
  const rate = successes / trials;
  const spread = Z ** 2 / trials;
  const centre = (rate + spread / 2) / (1 + spread);
  const half = (Z * Math.sqrt((rate * (1 - rate)) / trials + spread / (4 * trials))) / (1 + spread);
  return { rate, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
