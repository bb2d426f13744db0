import type { Slice } from '@gauntlet/statistics';

/** One metric of both arms of a ramp, from its beginning. */
export interface ArmsMetric {
  readonly metric: string;
  readonly slices: readonly TimedSlice[];
}

/** Mean scores of conversations that began in a span of time, from 0 to 1; a higher one is better, for every metric. */
export interface TimedSlice extends Slice {
  /** Of the span; milliseconds since the epoch. */
  readonly startMs: number;
}

/** The rates, with whether a high one is a bad one: those are turned round, and told the way people know them. */
export const RATES: Readonly<Record<string, { readonly isBad: boolean }>> = {
  answered_rate: { isBad: false },
  refusal_rate: { isBad: true },
  canned_rate: { isBad: true },
};
