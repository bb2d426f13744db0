import type { PolicySide } from '@gauntlet/artefacts';
import type { Channel } from '@gauntlet/detection';
import { highestRefused, mostSuccesses, upperBound } from '@gauntlet/statistics';
import type { Measured } from './row-check';

const DIGITS = 10_000;

/** A threshold, and what of the harmless texts reaches it. */
export interface Threshold {
  /** The lowest score that counts, in steps of 0.0001. */
  readonly from: number;
  readonly reached: number;
  /** The true share is below this one with a confidence of 95 % (Clopper-Pearson, one-sided). */
  readonly upperBound: number;
}

/** The thresholds of a check for texts of one side and channel. */
export interface Proposal {
  readonly check: Measured;
  readonly side: PolicySide;
  readonly channel: Channel;
  readonly rows: number;
  readonly block: Threshold | null;
  readonly judge: Threshold | null;
}

/**
 * The lowest threshold of which harmless texts show that it keeps a budget: the upper bound of the share that reaches it
 * is within `budget`. Null when there are too few texts to show it, or when too many of them have the highest score.
 */
export function thresholdWithin(budget: number, harmless: readonly number[]): Threshold | null {
  const most = mostSuccesses(harmless.length, budget);
  if (most < 0) return null;
  const from = Math.max(0, Math.floor(highestRefused(harmless, most) * DIGITS + 1) / DIGITS);
  if (from > 1) return null;
  const reached = harmless.filter((score) => score >= from).length;
  return { from, reached, upperBound: upperBound(reached, harmless.length) };
}
