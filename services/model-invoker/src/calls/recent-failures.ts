import { CircuitState, type IBreaker } from 'cockatiel';

interface Slice {
  /** On the monotonic clock: a clock that is set changes nothing. */
  readonly since: number;
  calls: number;
  failures: number;
}

/** When calls of the last while make a model ill. */
export interface IllnessLimits {
  readonly windowMs: number;
  /** Fewer calls say nothing. */
  readonly leastCalls: number;
  /** More than this share of failures is an illness. */
  readonly failedShare: number;
}

const SLICE_MS = 1_000;

/** Counts the calls of the last while by the second. cockatiel's own breaker counts by the wall clock. */
export class RecentFailures implements IBreaker {
  state: unknown = null;
  private slices: Slice[] = [];

  constructor(private readonly limits: IllnessLimits) {}

  success(state: CircuitState): void {
    if (state === CircuitState.HalfOpen) this.slices = [];
    this.current().calls += 1;
  }

  failure(state: CircuitState): boolean {
    const slice = this.current();
    slice.calls += 1;
    slice.failures += 1;
    return state !== CircuitState.Closed || this.areTooMany();
  }

  private areTooMany(): boolean {
    const calls = this.slices.reduce((sum, slice) => sum + slice.calls, 0);
    const failures = this.slices.reduce((sum, slice) => sum + slice.failures, 0);
    return calls >= this.limits.leastCalls && failures > calls * this.limits.failedShare;
  }

  private current(): Slice {
    const now = performance.now();
    this.slices = this.slices.filter(({ since }) => now - since < this.limits.windowMs);
    const last = this.slices.at(-1);
    if (last && now - last.since < SLICE_MS) return last;
    const slice = { since: now, calls: 0, failures: 0 };
    this.slices.push(slice);
    return slice;
  }
}
