import { BoundedMemory } from '@gauntlet/timing';

/** Counts the calls of each idempotency key, for the latest 50,000 keys. */
export class CallCounter {
  private readonly counts = new BoundedMemory<number>({ entries: 50_000 });

  /** 1 for the first call of a key. */
  next(key: string): number {
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    return count;
  }
}
