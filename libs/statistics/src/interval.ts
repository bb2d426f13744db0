import { normalQuantile } from './distributions/normal';

/** The bounds between which the true value lies with the confidence that was asked for. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A rate that was measured, and the bounds between which the true one lies. */
export interface Rate extends Interval {
  readonly rate: number;
}

/**
 * The rate of successes with its Wilson interval, which holds for few trials and for rates near 0 and 1 as well.
 * @param alpha how often the interval may miss
 */
export function wilson(successes: number, trials: number, alpha = 0.05): Rate {
  if (trials === 0) return { rate: Number.NaN, low: 0, high: 1 };
  const z = normalQuantile(1 - alpha / 2);
  const rate = successes / trials;
  const spread = z ** 2 / trials;
  const centre = (rate + spread / 2) / (1 + spread);
  const half = (z * Math.sqrt((rate * (1 - rate)) / trials + spread / (4 * trials))) / (1 + spread);
  return { rate, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
