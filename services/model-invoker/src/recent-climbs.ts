import { BoundedMemory } from './bounded-memory';
import type { Climb } from './ladder';

/** More than a process has in flight, and about 32 MB of text. */
const LIMITS = { entries: 1_000, characters: 16_000_000 };

/**
 * Climbs that run, or whose completion is not published yet. A partition that was lost and came back redelivers what
 * this process still works on, and a publish that failed is repeated: neither may be paid again, ledger or not.
 */
export class RecentClimbs {
  private readonly climbs = new BoundedMemory<Promise<Climb>>(LIMITS);

  /** The climb of that key, begun now unless it is known. */
  join(key: string, begin: () => Promise<Climb>): Promise<Climb> {
    const known = this.climbs.get(key);
    if (known) return known;
    const climb = begin();
    this.climbs.set(key, climb);
    climb.then(
      ({ taken }) => this.climbs.weigh(key, climb, taken?.reply.text.length ?? 0),
      () => this.forget(key),
    );
    return climb;
  }

  forget(key: string): void {
    this.climbs.delete(key);
  }
}
