const MINUTE_MS = 60_000;

/** Lets at most so many calls through within any minute. Times in ms, from a steady clock. */
export class CallsPerMinute {
  /** When those of the last minute were made, the oldest first. */
  private madeAt: number[] = [];

  constructor(private readonly most: number) {}

  /** True when a call may be made now; the call counts as made then. */
  take(now: number): boolean {
    const recent = this.madeAt.findIndex((at) => now - at < MINUTE_MS);
    this.madeAt.splice(0, recent === -1 ? this.madeAt.length : recent);
    if (this.madeAt.length >= this.most) return false;
    this.madeAt.push(now);
    return true;
  }
}
