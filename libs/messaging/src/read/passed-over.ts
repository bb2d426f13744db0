import type { DescribedError } from '../error-classes';

/** Records of one topic that were passed over for one kind of reason, as a log line may show them. */
export interface PassedOver {
  readonly topic: string;
  readonly code: string;
  readonly records: number;
  readonly firstOffset: string;
  readonly lastOffset: string;
  /** What was said of the first of them; no more than three. */
  readonly problems: readonly string[];
}

const TELL_AGAIN_MS = 60_000;
const MOST_PROBLEMS = 3;

/**
 * Counts what a reader passes over, so that a topic full of junk is a line and not as many lines as it has records: the
 * first is told at once, what comes later at most once a minute.
 */
export class PassedOverRecords {
  private readonly untold = new Map<string, PassedOver>();
  private readonly toldAt = new Map<string, number>();

  add(topic: string, offset: string, { code, message }: DescribedError): void {
    const kind = `${topic} ${code}`;
    const before = this.untold.get(kind);
    const problems = new Set([...(before?.problems ?? []), message]);
    this.untold.set(kind, {
      topic,
      code,
      records: (before?.records ?? 0) + 1,
      firstOffset: before?.firstOffset ?? offset,
      lastOffset: offset,
      problems: [...problems].slice(0, MOST_PROBLEMS),
    });
  }

  /** What is to be told now, and is then told. */
  takeDue(): PassedOver[] {
    return this.take(([kind]) => performance.now() - (this.toldAt.get(kind) ?? -Infinity) >= TELL_AGAIN_MS);
  }

  /** All that was not told yet, for there is no later. */
  takeAll(): PassedOver[] {
    return this.take(() => true);
  }

  private take(isDue: (entry: [kind: string, records: PassedOver]) => boolean): PassedOver[] {
    const due = [...this.untold].filter(isDue);
    for (const [kind] of due) {
      this.untold.delete(kind);
      this.toldAt.set(kind, performance.now());
    }
    return due.map(([, records]) => records);
  }
}
