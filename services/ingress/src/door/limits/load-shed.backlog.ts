const SLICE_MS = 250;
const SLICES = 16;
const LATEST_SLICES = 4;
/** In a queue the waits grow one by one. One that is suddenly this long was held up, as where a stage is started again. */
const STALL_MS = LATEST_SLICES * SLICE_MS;
/** Another such wait within this time is how a slow queue goes, and no stall that has ended. */
const RHYTHM_MS = 10_000;
/** Less waiting than this is no queue; a request that meets none takes some 20 ms beside its model. */
const QUEUE_MS = 500;

interface Slice {
  readonly number: number;
  answers: number;
}

/** How one request went. */
export interface Passage {
  /** Milliseconds that nobody worked on it: its time on the way less the time of its model calls. */
  readonly waitedMs: number;
  /** False for one whose time ran out: it was let go, not answered. */
  readonly inTime: boolean;
}

/**
 * Estimates how long a new request would take, from the last four seconds. Slow models alone are no overload: only when
 * requests wait, the rate of answers is all there is to have, and by Little's law those in flight divided by it are the wait.
 * A stall tells no rate: while it lasts, a request may take as long as others waited; in the second after it, all waited,
 * but how fast they go now is not known yet.
 */
export class Backlog {
  private slices: Slice[] = [];
  private waitedMs = 0;
  private stalledAt = -Infinity;
  private resumedAt = -Infinity;

  add({ waitedMs, inTime }: Passage, now: number): void {
    if (inTime && this.slices.length > 0) this.watchForStall(waitedMs, now);
    // Half of it is the latest: five times too much fills a queue within a second, and must be seen before that.
    this.waitedMs = (this.waitedMs + waitedMs) / 2;
    const slice = this.sliceAt(now);
    if (inTime) slice.answers += 1;
  }

  /** Milliseconds that a request would take behind so many in flight; 0 while requests don't wait. */
  expectedMs(inFlight: number, now: number): number {
    const slices = this.since(now, SLICES);
    if (slices.length === 0 || this.waitedMs < QUEUE_MS || now - this.resumedAt < STALL_MS) return 0;
    // The latest second alone counts when it is better: right after a jump in load the older ones are too pessimistic.
    const rate = Math.max(ratePerMs(slices, now), ratePerMs(this.since(now, LATEST_SLICES), now));
    return rate === 0 ? this.waitedMs : inFlight / rate;
  }

  private watchForStall(waitedMs: number, now: number): void {
    if (waitedMs < STALL_MS || this.waitedMs > QUEUE_MS) return;
    if (now - this.stalledAt > RHYTHM_MS) this.resumedAt = now;
    this.stalledAt = now;
  }

  private sliceAt(now: number): Slice {
    const number = Math.floor(now / SLICE_MS);
    const last = this.slices.at(-1);
    if (last?.number === number) return last;
    const slice: Slice = { number, answers: 0 };
    this.slices = [...this.since(now, SLICES), slice];
    return slice;
  }

  private since(now: number, slices: number): Slice[] {
    const oldest = Math.floor(now / SLICE_MS) - slices;
    return this.slices.filter(({ number }) => number > oldest);
  }
}

function ratePerMs(slices: readonly Slice[], now: number): number {
  const [first] = slices;
  if (!first) return 0;
  return slices.reduce((total, { answers }) => total + answers, 0) / Math.max(SLICE_MS, now - first.number * SLICE_MS);
}
