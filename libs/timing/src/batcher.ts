interface Entry<Item, Answer> {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** What a batcher runs, and which items may go together. */
export interface BatchWork<Item, Answer> {
  /** Answers in the order of the items; a rejection is every item's. */
  run(items: readonly Item[]): Promise<readonly Answer[]>;
  /** Most items of a batch; 100 by default. */
  readonly most?: number;
  /** How many milliseconds the first item waits for others while nothing runs; 0 by default. */
  readonly gatherMs?: number;
  /** Two items of one key never go into the same batch; without it all items may. */
  keyOf?(item: Item): string;
  /** Whether a rejection may be the fault of some items only: the batch is halved then, until those are alone. */
  isFaultOfItems?(error: unknown): boolean;
}

const MOST_ITEMS = 100;

/** Runs one batch at a time: what comes while one runs goes together with the next, so that many items share one cost. */
export class Batcher<Item, Answer> {
  private waiting: Entry<Item, Answer>[] = [];
  private running = false;
  private timer: NodeJS.Timeout | undefined;
  private readonly most: number;

  constructor(private readonly work: BatchWork<Item, Answer>) {
    this.most = work.most ?? MOST_ITEMS;
  }

  /** The item's own answer. @throws whatever its batch threw. */
  add(item: Item): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (!this.running) this.startSoon();
    });
  }

  private startSoon(): void {
    const { gatherMs = 0 } = this.work;
    if (gatherMs === 0 || this.waiting.length >= this.most) return this.start();
    this.timer ??= setTimeout(() => this.start(), gatherMs);
  }

  private start(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.running = true;
    this.runAll().catch((error: unknown) => this.waiting.splice(0).forEach(({ reject }) => reject(error)));
  }

  private async runAll(): Promise<void> {
    try {
      while (this.waiting.length > 0) await this.settle(this.takeBatch());
    } finally {
      this.running = false;
    }
  }

  private async settle(batch: readonly Entry<Item, Answer>[]): Promise<void> {
    try {
      const answers = await this.work.run(batch.map(({ item }) => item));
      batch.forEach(({ resolve }, index) => resolve(answers[index] as Answer));
    } catch (error) {
      await this.settleHalves(batch, error);
    }
  }

  private async settleHalves(batch: readonly Entry<Item, Answer>[], error: unknown): Promise<void> {
    if (batch.length === 1 || !this.work.isFaultOfItems?.(error)) return batch.forEach(({ reject }) => reject(error));
    const half = Math.ceil(batch.length / 2);
    await this.settle(batch.slice(0, half));
    await this.settle(batch.slice(half));
  }

  private takeBatch(): Entry<Item, Answer>[] {
    const { keyOf } = this.work;
    if (!keyOf) return this.waiting.splice(0, this.most);
    const batch = new Map<string, Entry<Item, Answer>>();
    const left: Entry<Item, Answer>[] = [];
    for (const entry of this.waiting) {
      const key = keyOf(entry.item);
      if (batch.size < this.most && !batch.has(key)) batch.set(key, entry);
      else left.push(entry);
    }
    this.waiting = left;
    return [...batch.values()];
  }
}
