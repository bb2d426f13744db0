import type { FetchLimits, FetchPacer } from '../cluster/kafkajs-fetch-limits';

/** A group that has nothing to do asks once a second, which is also how often kafkajs sends its heartbeat then. */
const IDLE: FetchLimits = { minBytes: 1, maxWaitMs: 1_000 };
/** While a partition is paused: once it goes on, its fetch waits for the end of the one under way. */
const HELD_BACK: FetchLimits = { minBytes: 1, maxWaitMs: 250 };
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
 * How patiently a group fetches. A round trip costs both sides more CPU than the record in it, so one that nobody waits for
 * is made to carry many records, and one that finds nothing is made rarely. The first record after a pause comes at once.
 */
export class FetchPace implements FetchPacer {
  private foundNothing = false;
  private isDense = false;
  private lastFoundAt = -Infinity;

  constructor(private readonly parts: FetchPaceParts) {}

  next(): FetchLimits {
    if (this.parts.isHeldBack()) return HELD_BACK;
    if (this.foundNothing) return IDLE;
    if (this.parts.batched) return BATCHED;
    return this.isDense ? DENSE : IDLE;
  }

  fetched(records: number): void {
    this.foundNothing = records === 0;
    if (this.foundNothing) return;
    const now = performance.now();
    this.isDense = now - this.lastFoundAt < DENSE.maxWaitMs;
    this.lastFoundAt = now;
  }
}
