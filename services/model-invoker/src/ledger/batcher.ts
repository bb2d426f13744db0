interface Entry<Item, Answer> {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** What a batcher runs, and how it tells items apart. */
export interface BatchWork<Item, Answer> {
  /** Two items of one key never go into the same batch. */
  keyOf(item: Item): string;
  /** Answers in the order of the items; a rejection is every item's. */
  run(items: readonly Item[]): Promise<readonly Answer[]>;
}

const MOST_ITEMS = 100;

/**
 * Runs one batch at a time: an item that finds nothing running goes at once, what comes meanwhile goes together. Commits
 * cost a disk flush each, so this is what lets hundreds of calls share a handful of them.
 */
export class Batcher<Item, Answer> {
  private waiting: Entry<Item, Answer>[] = [];
  private running = false;

  constructor(private readonly work: BatchWork<Item, Answer>) {}

  /** The item's own answer. @throws whatever its batch threw. */
  add(item: Item): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      this.runNext();
    });
  }

  private runNext(): void {
    if (this.running || this.waiting.length === 0) return;
    this.running = true;
    const batch = this.takeBatch();
    this.work
      .run(batch.map(({ item }) => item))
      .then((answers) => batch.forEach(({ resolve }, index) => resolve(answers[index] as Answer)))
      .catch((error: unknown) => batch.forEach(({ reject }) => reject(error)))
      .finally(() => {
        this.running = false;
        this.runNext();
      });
  }

  private takeBatch(): Entry<Item, Answer>[] {
    const batch = new Map<string, Entry<Item, Answer>>();
    const left: Entry<Item, Answer>[] = [];
    for (const entry of this.waiting) {
      const key = this.work.keyOf(entry.item);
      if (batch.size < MOST_ITEMS && !batch.has(key)) batch.set(key, entry);
      else left.push(entry);
    }
    this.waiting = left;
    return [...batch.values()];
  }
}
