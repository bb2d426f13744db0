/** When a loop works, in milliseconds, and who hears of a failure. */
export interface LoopTerms {
  /** From the start of one run to the start of the next. A run that takes longer misses the beats in between. */
  readonly everyMs: number;
  /** Until the first run; `everyMs` by default. */
  readonly firstMs?: number;
  /** In place of `everyMs` after a run that failed; `everyMs` by default. */
  readonly retryMs?: number;
  /** Gets what a run threw; the loop goes on. Must not throw itself. */
  readonly onError: (error: unknown) => void;
}

/** Does the same work again and again, never twice at a time. Its timer keeps no process alive. */
export class BackgroundLoop {
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly work: () => Promise<unknown>,
    private readonly terms: LoopTerms,
  ) {}

  /** Resolves when the run that is under way has ended, at once without one; never rejects. */
  get idle(): Promise<void> {
    return this.running;
  }

  /** Call it once. */
  start(): void {
    this.schedule(this.terms.firstMs ?? this.terms.everyMs);
  }

  /** There is no further run; one that is under way goes on. */
  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private schedule(delayMs: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.running = this.run();
    }, delayMs).unref();
  }

  private async run(): Promise<void> {
    const { everyMs, retryMs = everyMs, onError } = this.terms;
    const startedAt = performance.now();
    let pauseMs = everyMs;
    try {
      await this.work();
    } catch (error) {
      pauseMs = retryMs;
      onError(error);
    }
    this.schedule(pauseMs - ((performance.now() - startedAt) % pauseMs));
  }
}
