/** A span of time that ends at a fixed moment; counts on the monotonic clock once it is made. */
export class TimeBudget {
  private constructor(private readonly endsAt: number) {}

  /** Until a wall-clock deadline minus a reserve, which is never more than a quarter of the time left. */
  static until(deadline: string, reserveMs: number): TimeBudget {
    const left = Date.parse(deadline) - Date.now();
    return TimeBudget.of(left - Math.min(reserveMs, left / 4));
  }

  static of(ms: number): TimeBudget {
    return new TimeBudget(performance.now() + ms);
  }

  remainingMs(): number {
    return Math.max(0, this.endsAt - performance.now());
  }

  isSpent(): boolean {
    return this.remainingMs() === 0;
  }

  /** What one rung may use: half of what remains while others follow, all of it when it is the last. */
  shareFor(rungsAfter: number): TimeBudget {
    return rungsAfter === 0 ? this : TimeBudget.of(this.remainingMs() / 2);
  }
}
