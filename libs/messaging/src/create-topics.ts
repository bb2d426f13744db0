import { MAX_EVENT_BYTES, SERVICES, TOPIC_SPECS, deadLetterTopic, type TopicSpec } from '@gauntlet/contracts';
import type { Admin, ITopicConfig } from 'kafkajs';
import { awaitLeaders } from './await-leaders';
import { createKafkaClient } from './kafka-client';

/** Where topics are created, and how wide. */
export interface CreateTopicsOptions {
  readonly brokers: readonly string[];
  /** Partitions of every topic that needs no total order; choose a number with many divisors (12, 24). */
  readonly partitions: number;
  /** Copies of each partition; default 1, which is right for one broker only. */
  readonly replicationFactor?: number;
}

// Kafka's limit counts the whole batch: a largest event has its headers and the record's framing beside it.
const EVENT_BYTES = MAX_EVENT_BYTES + 65_536;
// A dead letter is an event that may be at its limit already, plus the reasons in its headers.
const DEAD_LETTER_BYTES = 2 * 1_048_576;
const DEAD_LETTER_TOPICS: ReadonlySet<string> = new Set(SERVICES.map(deadLetterTopic));

const LEADERS_WITHIN_MS = 30_000;

/**
 * Creates the topics of `TOPIC_SPECS` that don't exist yet; existing ones are left as they are. Resolves once the new ones
 * can be used.
 * Throws as kafkajs does when the cluster is away; a retry helps.
 */
export async function createTopics({ brokers, partitions, replicationFactor = 1 }: CreateTopicsOptions): Promise<void> {
  const admin = createKafkaClient({ clientId: 'gauntlet-topics', brokers }).admin();
  try {
    await admin.connect();
    const existing = new Set(await admin.listTopics());
    const missing = TOPIC_SPECS.filter(({ name }) => !existing.has(name));
    await create(
      admin,
      missing.map((spec) => configOf(spec, { partitions, replicationFactor })),
    );
    await awaitLeaders(admin, { topics: missing.map(({ name }) => name), limitMs: LEADERS_WITHIN_MS });
  } finally {
    await admin.disconnect();
  }
}

// One by one, so that a topic which somebody else creates at this moment does not keep the others from being created.
async function create(admin: Admin, topics: readonly ITopicConfig[]): Promise<void> {
  for (const topic of topics) await admin.createTopics({ topics: [topic], waitForLeaders: false });
}

function configOf(
  { name, ordered, retentionMs }: TopicSpec,
  { partitions, replicationFactor }: { partitions: number; replicationFactor: number },
): ITopicConfig {
  const maxBytes = DEAD_LETTER_TOPICS.has(name) ? DEAD_LETTER_BYTES : EVENT_BYTES;
  return {
    topic: name,
    numPartitions: ordered ? 1 : partitions,
    replicationFactor,
    configEntries: [
      { name: 'cleanup.policy', value: 'delete' },
      { name: 'retention.ms', value: String(retentionMs ?? -1) },
      { name: 'max.message.bytes', value: String(maxBytes) },
    ],
  };
}
