import type { KafkaMessage } from 'kafkajs';
import { OffsetTracker } from './offset-tracker';

/** A message that this instance holds, from delivery until it is done. */
export interface HeldMessage {
  readonly message: KafkaMessage;
  readonly offset: bigint;
  readonly partition: AssignedPartition;
}

/** What Kafka delivered of one partition in one fetch. */
export interface DeliveredBatch {
  readonly topic: string;
  readonly partition: number;
  readonly firstOffset: bigint;
  readonly lastOffset: bigint;
  readonly messages: readonly KafkaMessage[];
}

interface Level {
  readonly messages: number;
  readonly bytes: number;
}

// Full: stop fetching. Room: fetch again. The gap between them keeps pauses from flapping.
const FULL: Level = { messages: 512, bytes: 8 * 1_048_576 };
const ROOM: Level = { messages: 256, bytes: 4 * 1_048_576 };
// One message that never ends would else let the work to repeat after a crash grow without bound.
const MAX_SPREAD = 10_000n;

/**
 * One partition during one assignment (an epoch): the messages waiting and the tracker. A new assignment after a loss
 * gets a new object, so completions of an older epoch fall on one that nobody commits any more.
 */
export class AssignedPartition {
  /** Whether fetching is paused; kept by whoever pauses. */
  paused = false;
  private waiting: KafkaMessage[] = [];
  private waitingBytes = 0;
  private committed: bigint | null = null;
  private redelivering = false;
  private dropped = false;
  private readonly tracker: OffsetTracker;

  constructor(
    readonly topic: string,
    readonly partition: number,
    start: bigint,
  ) {
    this.tracker = new OffsetTracker(start);
  }

  /** Queues what is new of a batch and refuses what is held or done already. */
  receive({ messages, lastOffset }: DeliveredBatch): void {
    for (const message of messages) {
      if (!this.tracker.accept(BigInt(message.offset))) continue;
      this.waiting.push(message);
      this.waitingBytes += sizeOf(message);
    }
    this.tracker.reach(lastOffset + 1n);
    if (lastOffset + 1n >= this.tracker.end) this.redelivering = false;
  }

  /**
   * Whether a batch can't belong to this epoch, because the position went back behind what is known as committed, or
   * went back without a rebalance: the log was truncated or the offsets were reset. In doubt yes: where reading begins at
   * the {@link watermark} again, that only repeats.
   */
  isFallenBehindBy({ firstOffset }: DeliveredBatch): boolean {
    if (firstOffset >= this.tracker.end) return false;
    return !this.redelivering || firstOffset < this.tracker.start || firstOffset < (this.committed ?? firstOffset);
  }

  /** After a rebalance fetching starts again at the committed offset, also in a partition that was kept. */
  expectRedelivery(): void {
    this.redelivering = true;
  }

  /** Takes the next message out of the queue; it is held until {@link complete}. */
  take(): HeldMessage | null {
    const message = this.waiting.shift();
    if (!message) return null;
    this.waitingBytes -= sizeOf(message);
    return { message, offset: BigInt(message.offset), partition: this };
  }

  complete(offset: bigint): void {
    this.tracker.complete(offset);
  }

  /** Ends the epoch: what waits is forgotten, what runs may finish, and nothing of it is committed from here. */
  drop(): void {
    this.dropped = true;
    this.waiting = [];
    this.waitingBytes = 0;
  }

  recordCommit(offset: bigint): void {
    this.committed = offset;
  }

  get isLost(): boolean {
    return this.dropped;
  }

  get queued(): number {
    return this.waiting.length;
  }

  get end(): bigint {
    return this.tracker.end;
  }

  /** The lowest offset that is not done. */
  get watermark(): bigint {
    return this.tracker.watermark;
  }

  /** The watermark when it is ahead of what is committed, else null. */
  get toCommit(): bigint | null {
    const { watermark } = this.tracker;
    return watermark > (this.committed ?? this.tracker.start) ? watermark : null;
  }

  get isFull(): boolean {
    const { messages, bytes } = FULL;
    return this.waiting.length >= messages || this.waitingBytes >= bytes || this.spread >= MAX_SPREAD;
  }

  get hasRoom(): boolean {
    const { messages, bytes } = ROOM;
    return this.waiting.length <= messages && this.waitingBytes <= bytes && this.spread < MAX_SPREAD;
  }

  private get spread(): bigint {
    return this.tracker.end - this.tracker.watermark;
  }
}

/** Bytes of a message without its headers. */
export function sizeOf({ key, value }: KafkaMessage): number {
  return (key?.byteLength ?? 0) + (value?.byteLength ?? 0);
}
