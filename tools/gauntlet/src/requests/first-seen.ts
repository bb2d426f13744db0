import { BoundedMemory } from '@gauntlet/timing';

/** Tells the first of equal keys from later ones, as far back as the last 10,000 keys. */
export class FirstSeen {
  private readonly keys = new BoundedMemory<true>({ entries: 10_000 });

  isFirst(key: string): boolean {
    if (this.keys.get(key)) return false;
    this.keys.set(key, true);
    return true;
  }
}
