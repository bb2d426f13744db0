/** Separate limits of one call, in milliseconds and bytes: a provider can fail at each point in its own way. */
export interface CallLimits {
  /** For TCP and TLS together. A healthy provider needs a fraction of it, so a dead address is left soon. */
  readonly connectMs: number;
  /** From the request sent to the first header; a model thinks in this time, so it is as long as an answer takes. */
  readonly headersMs: number;
  /** Between two pieces of the body. */
  readonly idleMs: number;
  /** For the whole call; it also ends a body that never stops dripping. */
  readonly totalMs: number;
  /**
   * Of the decompressed body: the longest answer that fits into an event twice over. Reading JSON stops the process, for
   * about half a second at this size in its worst shape.
   */
  readonly bodyBytes: number;
  /** Of the decompressed body of an error, of which only a few codes are kept. */
  readonly errorBytes: number;
}

/** 3 s to connect, 60 s to the first header, 10 s of silence, 60 s and 2 MiB in all, 64 KiB of an error. */
export const DEFAULT_CALL_LIMITS: CallLimits = {
  connectMs: 3_000,
  headersMs: 60_000,
  idleMs: 10_000,
  totalMs: 60_000,
  bodyBytes: 2 * 1_048_576,
  errorBytes: 65_536,
};

/**
 * What an SDK gets as its own time limit. `limitedCall` ends a call in time; the timer of the SDK would do so in the moment
 * that a stall of this process ends, before an answer is read that arrived meanwhile.
 */
export function sdkTimeoutMs({ totalMs }: CallLimits): number {
  return 2 * totalMs;
}
