import type { PartitionOffset } from '../consume/assignment';
import type { TopicEnds } from '../consume/kafka-consumer';

/** How far a reader is in its topics, and when it last was at their end. Pure apart from the clock. */
export class ReadingProgress {
  readonly caughtUp: Promise<void>;
  private resolveCaughtUp: () => void = () => undefined;
  private readonly next = new Map<string, PartitionOffset>();
  private readonly ends = new Map<string, PartitionOffset>();
  private answeredAt: number | null = null;
  private atEndAt: number | null = null;

  constructor() {
    this.caughtUp = new Promise((resolve) => {
      this.resolveCaughtUp = resolve;
    });
  }

  start({ first, next }: TopicEnds): void {
    for (const one of first) this.reached(one);
    for (const one of next) this.extend(one);
  }

  /** Takes a new position; false when it is no progress, as the record was read before. */
  reached(position: PartitionOffset): boolean {
    return raise(this.next, position);
  }

  /** Takes a later end of a partition. */
  extend(end: PartitionOffset): void {
    raise(this.ends, end);
  }

  /** The cluster answered a fetch; what it sent may still have to be read. */
  answered(): void {
    this.answeredAt = performance.now();
  }

  /** All fetched records are read: at the end now means that it was the end when the cluster last answered. */
  look(): void {
    if (this.answeredAt === null || !this.isAtEnd) return;
    this.atEndAt = this.answeredAt;
    this.resolveCaughtUp();
  }

  staleForMs(): number {
    return this.atEndAt === null ? Number.POSITIVE_INFINITY : performance.now() - this.atEndAt;
  }

  /** Whether everything that is known to be there has been read. */
  get isAtEnd(): boolean {
    return [...this.ends].every(([key, { offset }]) => (this.next.get(key)?.offset ?? 0n) >= offset);
  }

  get positions(): PartitionOffset[] {
    return [...this.next.values()];
  }
}

function raise(offsets: Map<string, PartitionOffset>, one: PartitionOffset): boolean {
  const key = `${one.topic}/${one.partition}`;
  const current = offsets.get(key);
  if (current && current.offset >= one.offset) return false;
  offsets.set(key, one);
  return true;
}
