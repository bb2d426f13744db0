const MINUTE_MS = 60_000;

/** Tells what is worth a line in the log, for what fails is tried again and again. */
export class News {
  /** By when they were said, the oldest first. */
  private readonly said = new Map<string, number>();

  /**
   * @param everyMs how long the same words are no news again.
   * @param most how many different words are news in that time, for a source may invent them.
   */
  constructor(
    private readonly everyMs = MINUTE_MS,
    private readonly most = 1_000,
  ) {}

  isNew(words: string): boolean {
    const now = performance.now();
    for (const [old, at] of this.said) {
      if (now - at < this.everyMs) break;
      this.said.delete(old);
    }
    if (this.said.has(words) || this.said.size >= this.most) return false;
    this.said.set(words, now);
    return true;
  }
}
