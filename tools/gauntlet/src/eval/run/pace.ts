import { setTimeout as pause } from 'node:timers/promises';

/** Questions for each answer that somebody else got. */
const SHARE = 0.05;
/** Questions a second that a run may ask however little others ask, so that it ends. */
const LEAST_PER_SECOND = 1;
/** Milliseconds without an answer to anybody else after which nobody has to be yielded to. */
const QUIET_MS = 3_000;
const LOOK_EVERY_MS = 50;
/** What is saved up is no burst later. */
const MOST_SAVED = 2;

/**
 * How fast a run asks. While others get answers, a run asks one question for every 20 of them, and one a second: every stage
 * serves both alike, so only who asks little delays little. Among nobody it asks as fast as it is answered.
 */
export class Pace {
  private saved = 0;
  private filledAt: number;
  private othersAt = -Infinity;

  /** `now` in milliseconds since the epoch. */
  constructor(
    private readonly now: () => number = () => Date.now(),
    private readonly wait: (ms: number) => Promise<unknown> = pause,
  ) {
    this.filledAt = now();
  }

  /** Somebody else got an answer, at this time; a record of long ago says nothing of now. */
  sawOther(writtenAt: number): void {
    if (this.now() - writtenAt > QUIET_MS) return;
    this.othersAt = this.now();
    this.save(SHARE);
  }

  /** Resolves when the next question may be asked. */
  async next(): Promise<void> {
    while (!this.mayAsk()) await this.wait(LOOK_EVERY_MS);
  }

  private mayAsk(): boolean {
    const now = this.now();
    this.save(((now - this.filledAt) / 1_000) * LEAST_PER_SECOND);
    this.filledAt = now;
    if (now - this.othersAt > QUIET_MS) return true;
    if (this.saved < 1) return false;
    this.saved -= 1;
    return true;
  }

  private save(questions: number): void {
    this.saved = Math.min(MOST_SAVED, this.saved + questions);
  }
}
