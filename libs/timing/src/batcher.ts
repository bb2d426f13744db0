interface Entry<Item, Answer> {
  readonly item: Item;
  readonly key: string | undefined;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
  /** Takes no notice of its signal any more. */
  readonly stay: () => void;
}

/** What a batcher runs, and which items may go together. */
export interface BatchWork<Item, Answer> {
  /** Answers in the order of the items; a rejection is every item's. */
  run(items: readonly Item[]): Promise<readonly Answer[]>;
  /** Most items of a batch; 100 by default. */
  readonly most?: number;
  /** Most batches that run at the same time; 1 by default. What comes while so many run goes together with the next. */
  readonly mostRunning?: number;
  /** How many milliseconds an item waits for others where a batch may start; by default to the end of the event loop's turn. */
  readonly gatherMs?: number;
  /** Items of one key run one after the other, in their order; without it all items may go together. */
  keyOf?(item: Item): string;
  /** Whether a rejection may be the fault of some items only: the batch is halved then, until those are alone. */
  isFaultOfItems?(error: unknown): boolean;
}

const MOST_ITEMS = 100;

/** Runs items in batches, so that many items share one cost. A batch that fails is no concern of the others. */
export class Batcher<Item, Answer> {
  private readonly waiting = new Set<Entry<Item, Answer>>();
  private running = 0;
  private readonly keysRunning = new Set<string>();
  private cancelStart: (() => void) | undefined;
  private readonly most: number;
  private readonly mostRunning: number;

  constructor(private readonly work: BatchWork<Item, Answer>) {
    this.most = work.most ?? MOST_ITEMS;
    this.mostRunning = work.mostRunning ?? 1;
  }

  /**
   * The item's own answer. An item that waits when the signal aborts is in no batch; one that runs goes on.
   * @throws whatever its batch threw, or the signal's reason.
   */
  add(item: Item, wanted?: AbortSignal): Promise<Answer> {
    if (wanted?.aborted) return Promise.reject(wanted.reason as Error);
    return new Promise((resolve, reject) => {
      const letGo = () => this.waiting.delete(entry) && reject(wanted?.reason as Error);
      // A signal may outlive many items.
      const stay = () => wanted?.removeEventListener('abort', letGo);
      const entry = { item, key: this.work.keyOf?.(item), resolve, reject, stay };
      this.waiting.add(entry);
      wanted?.addEventListener('abort', letGo, { once: true });
      this.startSoon();
    });
  }

  private startSoon(): void {
    if (this.running === this.mostRunning || this.waiting.size === 0) return;
    if (this.waiting.size >= this.most) return this.start();
    this.cancelStart ??= later(() => this.start(), this.work.gatherMs);
  }

  private start(): void {
    this.cancelStart?.();
    this.cancelStart = undefined;
    const batch = this.takeBatch();
    // Whatever still waits is of a key that runs: the end of that batch is its start.
    if (batch.length === 0) return;
    this.runBatch(batch).catch((error: unknown) => batch.forEach(({ reject }) => reject(error)));
    this.startSoon();
  }

  private async runBatch(batch: readonly Entry<Item, Answer>[]): Promise<void> {
    const keys = batch.flatMap(({ key }) => key ?? []);
    keys.forEach((key) => this.keysRunning.add(key));
    this.running += 1;
    try {
      await this.settle(batch);
    } finally {
      this.running -= 1;
      keys.forEach((key) => this.keysRunning.delete(key));
      this.startSoon();
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
    const batch: Entry<Item, Answer>[] = [];
    const taken = new Set(this.keysRunning);
    for (const entry of this.waiting) {
      const mayGo = batch.length < this.most && (entry.key === undefined || !taken.has(entry.key));
      if (mayGo) batch.push(entry);
      if (entry.key !== undefined) taken.add(entry.key);
    }
    for (const entry of batch) {
      this.waiting.delete(entry);
      entry.stay();
    }
    return batch;
  }
}

/** Runs work after a time, or at the end of this turn of the event loop; gives what cancels it. */
function later(work: () => void, ms: number | undefined): () => void {
  if (ms === undefined) {
    const turn = setImmediate(work);
    return () => clearImmediate(turn);
  }
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
}
