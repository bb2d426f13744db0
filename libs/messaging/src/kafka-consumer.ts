import type { Consumer, Kafka } from 'kafkajs';
import type { PartitionOffset } from './assignment';

/** Without a heartbeat for so long a member is none any more. */
export const SESSION_TIMEOUT_MS = 10_000;

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
