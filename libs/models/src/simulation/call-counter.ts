const KEYS_KEPT = 50_000;

/** Counts the calls of each idempotency key, for the latest 50,000 keys. */
export class CallCounter {
  private readonly counts = new Map<string, number>();

  /** 1 for the first call of a key. */
  next(key: string): number {
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.delete(key);
    this.counts.set(key, count);
    this.forgetOldest();
    return count;
  }

  private forgetOldest(): void {
    if (this.counts.size <= KEYS_KEPT) return;
    const [oldest] = this.counts.keys();
    if (oldest !== undefined) this.counts.delete(oldest);
  }
}
