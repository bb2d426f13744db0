const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/**
 * Holds a group's work back while something it leans on is away. Closed by a failure, it lets one message at a time
 * probe, with pauses from 100 ms to 2 s; the first success opens it for all.
 */
export class DependencyGate {
  private failures = 0;
  private timer: NodeJS.Timeout | null = null;
  private probeAllowed = false;
  private abandoned = false;
  private readonly waiting = new Set<() => void>();

  /** @param onAdmission called whenever a message that has not started yet may start. */
  constructor(private readonly onAdmission: () => void) {}

  get isOpen(): boolean {
    return this.failures === 0;
  }

  /** True once {@link abandon} was called: there is no point in waiting for the dependency any more. */
  get isAbandoned(): boolean {
    return this.abandoned;
  }

  /** Whether one more message may start: always while open, one per probe while closed. */
  admit(): boolean {
    if (this.isOpen) return true;
    const admitted = this.probeAllowed;
    this.probeAllowed = false;
    return admitted;
  }

  /** A dependency failed. True when this closed the gate. */
  trip(): boolean {
    if (this.timer || this.abandoned) return false;
    this.failures += 1;
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** (this.failures - 1), LONGEST_PAUSE_MS);
    this.timer = setTimeout(() => this.probe(), pause * (0.75 + Math.random() / 2));
    return this.failures === 1;
  }

  /** Work that needs the dependencies succeeded. */
  succeeded(): void {
    if (this.isOpen) return;
    this.failures = 0;
    this.probeAllowed = false;
    this.stopTimer();
    this.releaseAll();
    this.onAdmission();
  }

  /** A message ended without telling whether the dependency is back; the next one probes in its place. */
  passOn(): void {
    if (!this.isOpen && !this.timer && !this.abandoned) this.probe();
  }

  /** Resolves when it is this message's turn to try again, at the latest after `limitMs` (never by itself if null). */
  turn(limitMs: number | null): Promise<void> {
    if (this.isOpen || this.abandoned) return Promise.resolve();
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(limit);
        this.waiting.delete(end);
        resolve();
      };
      const limit = limitMs === null ? undefined : setTimeout(end, Math.max(0, limitMs));
      this.waiting.add(end);
    });
  }

  /** Lets everybody go who waits here, because the process stops. */
  abandon(): void {
    this.abandoned = true;
    this.stopTimer();
    this.releaseAll();
  }

  private probe(): void {
    this.timer = null;
    for (const release of this.waiting) return release();
    this.probeAllowed = true;
    this.onAdmission();
  }

  private releaseAll(): void {
    for (const release of [...this.waiting]) release();
  }

  private stopTimer(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }
}
