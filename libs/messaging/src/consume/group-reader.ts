import { Logger } from '@nestjs/common';
import type { Batch, Consumer, EachBatchPayload, IMemberAssignment, KafkaMessage } from 'kafkajs';
import { type FetchThrough, fetchThrough, paceFetches } from '../cluster/kafkajs-fetch-limits';
import { onRemovedRecords, type RemovedRange } from '../cluster/kafkajs-lost-records';
import type { Delivery } from '../deliver/delivery';
import { DependencyGate } from '../deliver/dependency-gate';
import type { AssignedPartition, DeliveredBatch } from './assigned-partition';
import { Assignment, type PartitionOffset, type TopicPartition } from './assignment';
import { FetchPace } from './fetch-pace';
import type { GroupMetrics } from './group-metrics';
import { onNothingToHandle, seekAll } from './kafka-consumer';
import { MessagePump } from './message-pump';
import { OffsetCommitter } from './offset-committer';
import { PartitionFlow } from './partition-flow';

export interface GroupReaderParts {
  readonly group: string;
  readonly consumer: Consumer;
  readonly concurrency: number;
  /** True for a group whose work no caller waits for. */
  readonly batched: boolean;
  readonly through: FetchThrough;
  readonly metrics: GroupMetrics;
  readonly deliveryBehind: (gate: DependencyGate) => Delivery;
  /** Called with what retention removed before it was fetched. Reading goes on once the promise has resolved. */
  readonly onLoss: (lost: RemovedRange) => Promise<void>;
  /** Set for a group that commits nothing: where to read a partition from until something of it was read. */
  readonly startAt: readonly PartitionOffset[] | null;
}

const COMMIT_MS = 500;
/** A crash repeats what was done since the last commit; where nobody waits that costs nothing but the work. */
const BATCHED_COMMIT_MS = 2_000;

/** How far the clock of a producer may be ahead of ours. */
const CLOCK_SKEW_MS = 1_000;

/** Connects what one consumer fetches with the messages in flight and with the offsets that it commits. */
export class GroupReader {
  private readonly logger = new Logger(GroupReader.name);
  private readonly assignment = new Assignment();
  private readonly gate = new DependencyGate(() => this.pump.run());
  private readonly flow: PartitionFlow;
  private readonly committer: OffsetCommitter | null;
  private readonly pump: MessagePump;
  /** Where a group that rested was told to read on; all before it was missed on purpose. */
  private wokenAt: readonly PartitionOffset[] = [];
  /** On the monotonic clock. */
  private joinedAt = performance.now();

  constructor(private readonly parts: GroupReaderParts) {
    const { group, consumer, concurrency, metrics, deliveryBehind, startAt, batched } = parts;
    const { assignment, gate } = this;
    this.flow = new PartitionFlow(consumer, assignment);
    this.committer = startAt
      ? null
      : new OffsetCommitter(consumer, assignment, batched ? BATCHED_COMMIT_MS : COMMIT_MS);
    const onProgress = (partition: AssignedPartition) => this.flow.regulate(partition);
    this.pump = new MessagePump({ assignment, gate, concurrency, metrics, onProgress, delivery: deliveryBehind(gate) });
    metrics.observe(() => this.pump.state);
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => this.onJoin(payload.memberAssignment));
    paceFetches(group, () => new FetchPace({ batched, serving: !batched, isHeldBack: () => this.flow.isHeldBack }));
    onNothingToHandle(consumer, (batch) => this.take({ ...batch, messages: [] }));
    onRemovedRecords(group, (removed) => this.onRemoved(removed));
    consumer.on(consumer.events.REBALANCING, () => this.committer?.start());
  }

  /** Joins the group and fetches, which goes on by itself. */
  run(): Promise<void> {
    const { consumer, through } = this.parts;
    // Async for kafkajs' sake: it waits for a promise, and this one is settled at once.
    const eachBatch = async ({ batch }: EachBatchPayload) => this.receive(batch);
    return fetchThrough(through, () => consumer.run({ autoCommit: false, eachBatch }));
  }

  /**
   * Whether another instance may have been given a message before: it was written before the last rebalance. That holds for
   * partitions that were kept too, because a member that was away can't tell whether the group gave them to another.
   */
  mayBeRepeat({ timestamp }: KafkaMessage): boolean {
    const sinceJoin = performance.now() - this.joinedAt;
    const age = Date.now() - Number(timestamp);
    // A time that lies ahead of ours says nothing about when the message was written.
    return age >= sinceJoin - CLOCK_SKEW_MS || age < -CLOCK_SKEW_MS;
  }

  /** Fetches nothing until {@link wake}, and stays a member. */
  rest(): void {
    this.flow.rest();
  }

  /**
   * Reads on from these offsets, or from where it stopped if that is later; outside of the group from the next join on, since
   * kafkajs can't move before.
   */
  wake(from: readonly PartitionOffset[]): void {
    this.wokenAt = from;
    const ahead = from.filter((place) => (this.assignment.endOf(place) ?? 0n) < place.offset);
    if (this.flow.isJoined) seekAll(this.parts.consumer, ahead);
    this.flow.wake();
  }

  /** The consumer has left its group for longer: what waits belongs to others, what is in flight may end. */
  lose(): void {
    this.assignment.replace([]);
  }

  /** Topics are gone: should they be made anew, their offsets mean other records. */
  forgetTopics(): void {
    this.wokenAt = [];
    for (const partition of this.assignment.ownedPartitions) this.assignment.beginAnew(partition);
  }

  /** Stops fetching, waits for what is in flight, commits. What did not end in time is delivered again elsewhere. */
  async drain(limitMs: number): Promise<void> {
    this.pump.stop();
    this.flow.rest();
    this.gate.abandon();
    const drained = await this.pump.idle(limitMs);
    if (!drained) this.logger.warn({ msg: 'not drained in time', group: this.parts.group, ...this.pump.state });
    await this.committer?.finish();
  }

  /** Queues a fetched batch and returns at once: kafkajs fetches nothing else from a broker until it has. */
  private receive(batch: Batch): void {
    const { topic, partition: number, messages } = batch;
    const [firstOffset, lastOffset] = [BigInt(batch.firstOffset() ?? 0), BigInt(batch.lastOffset())];
    const partition = this.take({ topic, partition: number, firstOffset, lastOffset, messages });
    if (!partition) return;
    this.flow.regulate(partition);
    this.pump.run();
  }

  private take(batch: DeliveredBatch): AssignedPartition | null {
    const undone = this.assignment.undoneBefore(batch);
    if (!undone) return this.assignment.receive(batch);
    seekAll(this.parts.consumer, [undone]);
    // The epoch that ended may have been paused.
    this.flow.restore();
    return null;
  }

  private onJoin(assigned: IMemberAssignment): void {
    this.joinedAt = performance.now();
    this.assignment.replace(partitionsOf(assigned));
    if (this.parts.startAt) seekAll(this.parts.consumer, this.positions(this.parts.startAt));
    this.flow.restore();
    this.pump.run();
  }

  // After a rebalance fetching begins at the committed offset again: what is held of it is not lost.
  private async onRemoved(removed: RemovedRange): Promise<void> {
    if (removed.first > removed.last) return this.assignment.beginAnew(removed);
    const end = this.assignment.endOf(removed) ?? 0n;
    const first = end > removed.first ? end : removed.first;
    if (first <= removed.last) await this.parts.onLoss({ ...removed, first });
  }

  private positions(startAt: readonly PartitionOffset[]): PartitionOffset[] {
    return startAt.map((start) => {
      const woken = this.wokenAt.find(({ topic, partition }) => topic === start.topic && partition === start.partition);
      const read = this.assignment.endOf(start) ?? start.offset;
      return { ...start, offset: woken && woken.offset > read ? woken.offset : read };
    });
  }
}

function partitionsOf(assigned: IMemberAssignment): TopicPartition[] {
  return Object.entries(assigned).flatMap(([topic, partitions]) =>
    partitions.map((partition) => ({ topic, partition })),
  );
}
