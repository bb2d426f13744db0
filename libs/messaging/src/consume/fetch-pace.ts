import type { FetchLimits, FetchPacer } from '../cluster/kafkajs-fetch-limits';

/** The broker answers with the first record. */
const PROMPT: FetchLimits = { minBytes: 1, maxWaitMs: 250 };
/**
 * The longest fetch of a group that has nothing to do. kafkajs sends no heartbeat and pauses, resumes or closes nothing before
 * the fetch under way has ended.
 */
const IDLE_WAIT_MS = 500;
/** As {@link IDLE_WAIT_MS}, where nobody waits for what a pause or a rebalance holds up. */
const PATIENT_IDLE_WAIT_MS = 1_000;
/** What nobody waits for comes many at a time: about as much as 200 requests a second write in 250 ms. */
const BATCHED: FetchLimits = { minBytes: 262_144, maxWaitMs: 250 };

export interface FetchPaceParts {
  /** True where records may come up to 250 ms late, many at a time; default: they come at once. */
  readonly batched?: boolean;
  /** True where a caller waits for the work; default: none does, and an idle fetch may take twice as long. */
  readonly serving?: boolean;
  /** True while any partition is paused; default: none ever is. */
  readonly isHeldBack?: () => boolean;
}

/**
 * How patiently a group fetches from one broker. A round trip costs both sides more CPU than the record in it. So a round trip
 * that nobody waits for is made to carry many records, and one that finds nothing is made rarely. The first record after a
 * quiet time comes at once.
 */
export class FetchPace implements FetchPacer {
  private emptyFetches = 0;

  constructor(private readonly parts: FetchPaceParts = {}) {}

  next(): FetchLimits {
    const { batched, serving, isHeldBack } = this.parts;
    if (isHeldBack?.()) return PROMPT;
    if (this.emptyFetches > 0) {
      const longestMs = serving ? IDLE_WAIT_MS : PATIENT_IDLE_WAIT_MS;
      return { minBytes: 1, maxWaitMs: Math.min(longestMs, PROMPT.maxWaitMs * 2 ** this.emptyFetches) };
    }
    return batched ? BATCHED : PROMPT;
  }

  fetched(records: number): void {
    this.emptyFetches = records === 0 ? this.emptyFetches + 1 : 0;
  }
}
