import type { Admin } from 'kafkajs';
import { createKafkaClient, type KafkaClientOptions } from '../cluster/kafka-client';

/** A consumer group and the topics that it reads. */
export interface GroupQuery {
  readonly group: string;
  readonly topics: readonly string[];
}

/** How a consumer group stands; lag counts what is in flight too, since offsets are committed behind it. */
export interface GroupDescription {
  readonly group: string;
  /** As Kafka says: `Stable`, `PreparingRebalance`, `Empty`, `Dead`, … */
  readonly state: string;
  readonly members: number;
  /** Records from the committed offset (the beginning where none is committed) to the end. */
  readonly lag: bigint;
}

type Offsets = Awaited<ReturnType<Admin['fetchTopicOffsets']>>;

/**
 * Members and lag of consumer groups, read only. Throws as kafkajs does when the cluster is away or a topic is missing;
 * a retry helps once it is there.
 */
export async function describeGroups(
  client: KafkaClientOptions,
  queries: readonly GroupQuery[],
): Promise<GroupDescription[]> {
  const admin = createKafkaClient(client).admin();
  try {
    await admin.connect();
    const { groups } = await admin.describeGroups(queries.map(({ group }) => group));
    const ends = await endsOf(admin, [...new Set(queries.flatMap(({ topics }) => topics))]);
    const lags = await Promise.all(queries.map((query) => lagOf(admin, query, ends)));
    return queries.map(({ group }, index) => {
      const found = groups.find(({ groupId }) => groupId === group);
      return { group, state: found?.state ?? 'Dead', members: found?.members.length ?? 0, lag: lags[index] ?? 0n };
    });
  } finally {
    await admin.disconnect();
  }
}

async function endsOf(admin: Admin, topics: readonly string[]): Promise<Map<string, Offsets>> {
  const offsets = topics.map(async (topic) => [topic, await admin.fetchTopicOffsets(topic)] as const);
  return new Map(await Promise.all(offsets));
}

async function lagOf(admin: Admin, { group, topics }: GroupQuery, ends: Map<string, Offsets>): Promise<bigint> {
  const committed = await admin.fetchOffsets({ groupId: group, topics: [...topics] });
  const lags = committed.flatMap(({ topic, partitions }) => {
    return (ends.get(topic) ?? []).map(({ partition, low, high }) => {
      const offset = BigInt(partitions.find((one) => one.partition === partition)?.offset ?? -1);
      return BigInt(high) - (offset < BigInt(low) ? BigInt(low) : offset);
    });
  });
  return lags.reduce((sum, lag) => sum + lag, 0n);
}
