import type { Consumer, Kafka } from 'kafkajs';
import { METADATA_MAX_AGE_MS } from '../cluster/kafka-client';
import type { DeliveredBatch } from './assigned-partition';
import type { PartitionOffset } from './assignment';

/** Without a heartbeat for so long a member is none any more. */
export const SESSION_TIMEOUT_MS = 10_000;

/** How long the end of a consumer may hold up the end of the process. */
export const DISCONNECT_LIMIT_MS = 5_000;

/** How long a reader waits before it tries again what its consumer has given up for good. */
export const READ_AGAIN_MS = 5_000;

/**
 * A consumer with the timing that everything here relies on: a stage that died and isn't started again is replaced within
 * 10 s, members learn of a rebalance within about 1 s, a resumed partition is fetched within 250 ms.
 */
export function createConsumer(kafka: Kafka, groupId: string): Consumer {
  return kafka.consumer({
    groupId,
    sessionTimeout: SESSION_TIMEOUT_MS,
    heartbeatInterval: 1_000,
    rebalanceTimeout: 15_000,
    maxWaitTimeInMs: 250,
    metadataMaxAge: METADATA_MAX_AGE_MS,
    allowAutoTopicCreation: false,
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 5 },
  });
}

/** First and next offset of every partition of some topics, as they are now. */
export interface TopicEnds {
  readonly first: readonly PartitionOffset[];
  readonly next: readonly PartitionOffset[];
}

/** Asks the cluster where topics begin and end. Throws as kafkajs does while the cluster is away; a retry helps. */
export async function fetchEnds(kafka: Kafka, topics: readonly string[]): Promise<TopicEnds> {
  const admin = kafka.admin();
  try {
    await admin.connect();
    const partitions = await Promise.all(topics.map((topic) => admin.fetchTopicOffsets(topic)));
    const all = topics.flatMap((topic, index) => (partitions[index] ?? []).map((one) => ({ topic, ...one })));
    return {
      first: all.map(({ topic, partition, low }) => ({ topic, partition, offset: BigInt(low) })),
      next: all.map(({ topic, partition, high }) => ({ topic, partition, offset: BigInt(high) })),
    };
  } finally {
    await admin.disconnect();
  }
}

/** Lets reading go on at these offsets; needed after each join where nothing is committed. */
export function seekAll(consumer: Consumer, offsets: readonly PartitionOffset[]): void {
  for (const { topic, partition, offset } of offsets) consumer.seek({ topic, partition, offset: String(offset) });
}

/** Offsets of a partition that were fetched and hold nothing for a handler. */
export type EmptyBatch = Omit<DeliveredBatch, 'messages'>;

/** Tells of batches of transaction markers and of aborted records alone; kafkajs passes over them without a word to a handler. */
export function onNothingToHandle(consumer: Consumer, listen: (batch: EmptyBatch) => void): void {
  consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) => {
    const { topic, partition, batchSize, firstOffset, lastOffset } = payload;
    if (batchSize > 0 || firstOffset === null) return;
    listen({ topic, partition, firstOffset: BigInt(firstOffset), lastOffset: BigInt(lastOffset) });
  });
}
