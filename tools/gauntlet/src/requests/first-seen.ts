const MOST_REMEMBERED = 10_000;

/** Tells the first of equal keys from later ones, as far back as the last 10,000 keys. */
export class FirstSeen {
  private readonly keys = new Set<string>();

  isFirst(key: string): boolean {
    if (this.keys.has(key)) return false;
    this.keys.add(key);
    const [oldest] = this.keys;
    if (this.keys.size > MOST_REMEMBERED && oldest !== undefined) this.keys.delete(oldest);
    return true;
  }
}
