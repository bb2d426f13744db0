const MINUTE_MS = 60_000;
/** Debt in minutes' worth: one dear answer, or a wrong count, locks nobody out for longer than ten minutes. */
const MOST_DEBT_MINUTES = 10;

/**
 * A bucket that fills evenly and holds a minute's worth, so that a tenant who was quiet may spend a minute's worth at
 * once. It may go below zero, down to ten minutes' worth: what an answer costs is known only afterwards. Times in ms, from
 * any steady clock.
 */
export class RateLimitBucket {
  private level: number;

  constructor(
    private readonly perMinute: number,
    private filledAt: number,
  ) {
    this.level = perMinute;
  }

  /** Milliseconds until one unit is there; 0 when it is. */
  waitMs(now: number): number {
    this.fill(now);
    return this.level >= 1 ? 0 : ((1 - this.level) * MINUTE_MS) / this.perMinute;
  }

  spend(amount: number, now: number): void {
    this.fill(now);
    this.level = Math.max(this.level - amount, -MOST_DEBT_MINUTES * this.perMinute);
  }

  isFull(now: number): boolean {
    this.fill(now);
    return this.level >= this.perMinute;
  }

  private fill(now: number): void {
    const gained = ((now - this.filledAt) * this.perMinute) / MINUTE_MS;
    this.level = Math.min(this.perMinute, this.level + gained);
    this.filledAt = now;
  }
}
