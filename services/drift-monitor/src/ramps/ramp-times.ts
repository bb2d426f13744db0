import type { CanaryRamp } from '@gauntlet/contracts';

/** How finely a ramp looks at time, in milliseconds. */
interface RampTimes {
  /** A conversation counts with what was answered in so long from its beginning on. */
  readonly windowMs: number;
  /** A conversation counts once it is so old: an answer or a score may come later than it was asked for. */
  readonly settledMs: number;
  /** Conversations that begin within so long are looked at together. */
  readonly sliceMs: number;
}

const LONGEST_WINDOW_MS = 60_000;
const LONGEST_SLICE_MS = 60_000;
const SLICES_OF_A_STEP = 100;

export function timesOf({ everyMs }: Pick<CanaryRamp, 'everyMs'>): RampTimes {
  const windowMs = Math.min(everyMs / 4, LONGEST_WINDOW_MS);
  return { windowMs, settledMs: 2 * windowMs, sliceMs: Math.min(everyMs / SLICES_OF_A_STEP, LONGEST_SLICE_MS) };
}
