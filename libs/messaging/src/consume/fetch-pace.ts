import type { FetchLimits, FetchPacer } from '../cluster/kafkajs-fetch-limits';

/** Comes at once with the first record. A partition that was paused, or a consumer that closes, waits for its end. */
const PROMPT: FetchLimits = { minBytes: 1, maxWaitMs: 250 };
/** The longest fetch of a group that has nothing to do; kafkajs sends its heartbeat between two fetches. */
const MAX_WAIT_MS = 1_000;
/** What nobody waits for comes many at a time: about as much as 100 requests a second write in 250 ms. */
const BATCHED: FetchLimits = { minBytes: 262_144, maxWaitMs: 250 };
/** Records that come faster than one fetch takes anyway come several at a time. */
const DENSE: FetchLimits = { minBytes: 65_536, maxWaitMs: 4 };

export interface FetchPaceParts {
  /** True for a group whose work no caller waits for. */
  readonly batched: boolean;
  /** True while any partition is paused. */
  readonly isHeldBack: () => boolean;
}

/**
 * How patiently a group fetches from one broker. A round trip costs both sides more CPU than the record in it, so one that nobody waits for
 * is made to carry many records, and one that finds nothing is made rarely. The first record after a pause comes at once.
 */
export class FetchPace implements FetchPacer {
  private emptyFetches = 0;
  private isDense = false;
  private lastFoundAt = -Infinity;

  constructor(private readonly parts: FetchPaceParts = { batched: false, isHeldBack: () => false }) {}

  next(): FetchLimits {
    if (this.parts.isHeldBack()) return PROMPT;
    if (this.emptyFetches > 0) {
      return { minBytes: 1, maxWaitMs: Math.min(MAX_WAIT_MS, PROMPT.maxWaitMs * 2 ** this.emptyFetches) };
    }
    if (this.parts.batched) return BATCHED;
    return this.isDense ? DENSE : PROMPT;
  }

  fetched(records: number): void {
    this.emptyFetches = records === 0 ? this.emptyFetches + 1 : 0;
    if (records === 0) return;
    const now = performance.now();
    this.isDense = now - this.lastFoundAt < DENSE.maxWaitMs;
    this.lastFoundAt = now;
  }
}
