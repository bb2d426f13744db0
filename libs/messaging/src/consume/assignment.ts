import { AssignedPartition, type DeliveredBatch, type HeldMessage } from './assigned-partition';

/** A partition of a topic. */
export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/** A partition of a topic and an offset in it. */
export interface PartitionOffset extends TopicPartition {
  readonly offset: bigint;
}

/**
 * The partitions that this instance owns in its group, and what it holds of them. Survives rebalances: partitions that
 * are kept go on as they are, lost ones are dropped with what waits in them. Pure: no Kafka, no time.
 */
export class Assignment {
  private owned = new Map<string, TopicPartition>();
  private readonly held = new Map<string, AssignedPartition>();
  private turn = 0;

  /** Takes the result of a rebalance. */
  replace(owned: readonly TopicPartition[]): void {
    this.owned = new Map(owned.map((one) => [keyOf(one), one]));
    for (const [key, partition] of this.held) {
      if (this.owned.has(key)) partition.expectRedelivery();
      else this.forget(key, partition);
    }
  }

  /** Queues a batch; null when it is of a partition that is not owned any more. */
  receive(batch: DeliveredBatch): AssignedPartition | null {
    const key = keyOf(batch);
    if (!this.owned.has(key)) return null;
    const partition = this.epochFor(key, batch);
    partition.receive(batch);
    return partition;
  }

  /**
   * Where reading must begin anew before a batch is taken, null where it need not: the position went back, and messages that
   * wait or run are before the new one. Their epoch ends, so they are fetched once more.
   */
  undoneBefore(batch: DeliveredBatch): PartitionOffset | null {
    const current = this.held.get(keyOf(batch));
    if (!current?.isFallenBehindBy(batch) || current.watermark >= batch.firstOffset) return null;
    this.forget(keyOf(batch), current);
    return { topic: batch.topic, partition: batch.partition, offset: current.watermark };
  }

  /** Takes the next waiting message, each partition in its turn. */
  take(): HeldMessage | null {
    const partitions = [...this.held.values()];
    for (let step = 0; step < partitions.length; step += 1) {
      this.turn = (this.turn + 1) % partitions.length;
      const next = partitions[this.turn]?.take();
      if (next) return next;
    }
    return null;
  }

  /** Watermarks that are ahead of what is committed. */
  toCommit(): PartitionOffset[] {
    return [...this.held.values()].flatMap(({ topic, partition, toCommit: offset }) =>
      offset === null ? [] : [{ topic, partition, offset }],
    );
  }

  recordCommit({ offset, ...of }: PartitionOffset): void {
    this.held.get(keyOf(of))?.recordCommit(offset);
  }

  /** The log of a partition is another one: what was held of it says nothing about the offsets that come. */
  beginAnew(of: TopicPartition): void {
    const partition = this.held.get(keyOf(of));
    if (partition) this.forget(keyOf(of), partition);
  }

  /** Where reading goes on, null for a partition of which nothing was delivered yet. */
  endOf(of: TopicPartition): bigint | null {
    return this.held.get(keyOf(of))?.end ?? null;
  }

  get ownedPartitions(): readonly TopicPartition[] {
    return [...this.owned.values()];
  }

  get heldPartitions(): readonly AssignedPartition[] {
    return [...this.held.values()];
  }

  get queued(): number {
    let queued = 0;
    for (const partition of this.held.values()) queued += partition.queued;
    return queued;
  }

  private epochFor(key: string, batch: DeliveredBatch): AssignedPartition {
    const current = this.held.get(key);
    if (current && !current.isFallenBehindBy(batch)) return current;
    if (current) this.forget(key, current);
    const epoch = new AssignedPartition(batch.topic, batch.partition, batch.firstOffset);
    this.held.set(key, epoch);
    return epoch;
  }

  private forget(key: string, partition: AssignedPartition): void {
    partition.drop();
    this.held.delete(key);
  }
}

/** Names a partition in a map. */
export function keyOf({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`;
}
