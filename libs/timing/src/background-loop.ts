/** When a loop works, in milliseconds, and who hears of a failure. */
export interface LoopTerms {
  /** From the start of one run to the start of the next. A run that takes longer misses the beats in between. */
  readonly everyMs: number;
  /** Until the first run; `everyMs` by default. */
  readonly firstMs?: number;
  /** From the end of a run that failed to the start of the next; by default the next beat, as after any run. */
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
    const { everyMs, retryMs, onError } = this.terms;
    const startedAt = performance.now();
    const untilBeat = () => everyMs - ((performance.now() - startedAt) % everyMs);
    try {
      await this.work();
      this.schedule(untilBeat());
    } catch (error) {
      onError(error);
      this.schedule(retryMs ?? untilBeat());
    }
  }
}
