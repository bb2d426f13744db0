const SAY_AGAIN_MS = 60_000;
const MOST_REMEMBERED = 200;

/** Tells what is worth a line in the log: the same words count once a minute, for what fails is tried again and again. */
export class News {
  private readonly said = new Map<string, number>();

  isNew(words: string): boolean {
    const now = performance.now();
    if (now - (this.said.get(words) ?? -Infinity) < SAY_AGAIN_MS) return false;
    if (this.said.size >= MOST_REMEMBERED) this.said.clear();
    this.said.set(words, now);
    return true;
  }
}
