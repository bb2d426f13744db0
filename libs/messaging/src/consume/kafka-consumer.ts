import type { Consumer, Kafka } from 'kafkajs';
import { METADATA_MAX_AGE_MS } from '../cluster/kafka-client';
import type { DeliveredBatch } from './assigned-partition';
import type { PartitionOffset } from './assignment';

/** Without a heartbeat for so long a member is none any more. */
export const SESSION_TIMEOUT_MS = 10_000;

/** A member learns of a rebalance with its next heartbeat; a caller may be waiting for the work that it then gets. */
const HEARTBEAT_MS = 1_000;

/** A heartbeat where no caller waits for a rebalance; the others in the group are held up by up to as much. */
export const PATIENT_HEARTBEAT_MS = 2_000;

/** How long the end of a consumer may hold up the end of the process. */
export const DISCONNECT_LIMIT_MS = 5_000;

/** How long a reader waits before it tries again what its consumer has given up for good. */
export const READ_AGAIN_MS = 5_000;

/**
 * A consumer with the timing that everything here relies on. A stage that died and isn't started again is replaced within
 * 10 s. Members learn of a rebalance within 1.5 s, those with a patient heartbeat within 3 s. How long a fetch waits is up to
 * `FetchPace`; the 250 ms are those of a consumer without one, and the pause of a consumer whose partitions are all paused.
 */
export function createConsumer(kafka: Kafka, groupId: string, heartbeatMs = HEARTBEAT_MS): Consumer {
  return kafka.consumer({
    groupId,
    sessionTimeout: SESSION_TIMEOUT_MS,
    heartbeatInterval: heartbeatMs,
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
