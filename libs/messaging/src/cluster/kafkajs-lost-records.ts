import { Logger } from '@nestjs/common';
import ConsumerGroup, { type ConsumerGroupState } from 'kafkajs/src/consumer/consumerGroup.js';
import { sleep } from '@gauntlet/timing';
import type { TopicPartition } from '../consume/assignment';
import { describeError } from '../error-classes';

/**
 * Offsets of a partition that a consumer wanted to read and that lie before the first one that the log still has. None when
 * the log ends before them, as that of a topic that was made anew: then `first` is greater than `last`.
 */
export interface RemovedRange extends TopicPartition {
  readonly first: bigint;
  readonly last: bigint;
}

type Listener = (removed: RemovedRange) => Promise<void>;

const TELL_AGAIN_MS = 500;

const { prototype } = ConsumerGroup;
const recover = prototype.recoverFromOffsetOutOfRange;
const listeners = new Map<string, Listener>();
const logger = new Logger('kafkajs');

/**
 * Tells of what was removed before the consumer of this process in this group had fetched it. It reads on once the listener
 * has resolved; one that rejects is told again, as the place to read from is forgotten with the first step.
 */
export function onRemovedRecords(group: string, listener: Listener): void {
  listeners.set(group, listener);
}

/** Makes {@link onRemovedRecords} work for all consumers that are made from now on. */
export function noticeRemovedRecords(): void {
  prototype.recoverFromOffsetOutOfRange = async function recoverAfterTelling(error) {
    const listener = listeners.get(this.groupId);
    if (!listener || (await isTold(listener, await removedRange(this, error)))) return recover.call(this, error);
  };
}

async function isTold(listener: Listener, removed: RemovedRange): Promise<boolean> {
  try {
    await listener(removed);
    return true;
  } catch (error) {
    logger.debug({ msg: 'what was removed is told again', ...describeError(error) });
    await sleep(TELL_AGAIN_MS);
    return false;
  }
}

async function removedRange(consumer: ConsumerGroupState, { topic, partition }: TopicPartition): Promise<RemovedRange> {
  const first = BigInt(consumer.offsetManager.nextOffset(topic, partition).toString());
  const query = { topic, partitions: [{ partition }], fromBeginning: true };
  const [answer] = await consumer.cluster.fetchTopicsOffset([query]);
  return { topic, partition, first, last: BigInt(answer?.partitions[0]?.offset ?? 0) - 1n };
}
