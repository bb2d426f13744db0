import type { Climb } from './ladder';

/** More than a process has in flight; the oldest is forgotten first. */
const KEPT = 1_000;

/**
 * Climbs that run, or whose completion is not published yet. A partition that was lost and came back redelivers what
 * this process still works on, and a publish that failed is repeated: neither may be paid again, ledger or not.
 */
export class RecentClimbs {
  private readonly climbs = new Map<string, Promise<Climb>>();

  /** The climb of that key, begun now unless it is known. */
  join(key: string, begin: () => Promise<Climb>): Promise<Climb> {
    const known = this.climbs.get(key);
    if (known) return known;
    const climb = begin();
    this.climbs.set(key, climb);
    climb.catch(() => this.forget(key));
    if (this.climbs.size > KEPT) this.forgetOldest();
    return climb;
  }

  forget(key: string): void {
    this.climbs.delete(key);
  }

  private forgetOldest(): void {
    const [oldest] = this.climbs.keys();
    if (oldest !== undefined) this.climbs.delete(oldest);
  }
}
