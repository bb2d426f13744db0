import type { Admin, ITopicConfig } from 'kafkajs';
import { DAY_MS, deadLetterTopic, MAX_EVENT_BYTES, SERVICES, TOPIC_SPECS, type TopicSpec } from '@gauntlet/contracts';
import { createKafkaClient, type KafkaClientOptions } from '../cluster/kafka-client';
import { awaitLeaders } from './await-leaders';
import { alterTopics, type TopicDifference, topicDifferences } from './topic-differences';
import { groupsAtWork, isRaisedAtRest } from './topics-at-rest';

/** Where topics are created, and how. */
export interface CreateTopicsOptions extends Omit<KafkaClientOptions, 'clientId'> {
  /** Partitions of every topic that needs no total order; choose a number with many divisors (12, 24). */
  readonly partitions: number;
  /** Copies of each partition; default 3, or as many as there are brokers if they are fewer. */
  readonly replicationFactor?: number | undefined;
  /** Days that events are kept; default: as the contract says. Topics that are kept for ever stay so. */
  readonly retentionDays?: number | undefined;
  /** Days that dead letters are kept; default: as the contract says. */
  readonly deadLetterDays?: number | undefined;
  /**
   * Gives existing topics the wished settings too, except that partitions never become fewer, and that those of the topics
   * with answers and scores stay while a group is at work.
   */
  readonly alter?: boolean;
}

/** What was made, what was there, and how that differs from what was wished. */
export interface TopicsReport {
  readonly created: readonly string[];
  readonly existing: readonly string[];
  /** Of existing topics; each says whether it was changed. */
  readonly differences: readonly TopicDifference[];
  /** Groups whose work kept `alter` from raising partitions of topics in which the candidates of a request meet. */
  readonly atWork: readonly string[];
}

// Kafka's limit counts the whole batch: a largest event has its headers and the record's framing beside it.
const EVENT_BYTES = MAX_EVENT_BYTES + 65_536;
// A dead letter is an event that may be at its limit already, plus the reasons in its headers.
const DEAD_LETTER_BYTES = 2 * 1_048_576;
const DEAD_LETTER_TOPICS: ReadonlySet<string> = new Set(SERVICES.map(deadLetterTopic));

const CLIENT_ID = 'gauntlet-topics';
const LEADERS_WITHIN_MS = 30_000;
const MOST_COPIES = 3;

/**
 * Creates the topics of `TOPIC_SPECS` that don't exist yet; existing ones are left as they are unless `alter` says
 * otherwise. Resolves once the new ones can be used; run again, it changes nothing.
 * Throws as kafkajs does when the cluster is away; a retry helps.
 */
export async function createTopics(options: CreateTopicsOptions): Promise<TopicsReport> {
  const admin = createKafkaClient({ ...options, clientId: CLIENT_ID }).admin();
  try {
    await admin.connect();
    const names = new Set(await admin.listTopics());
    const copies = options.replicationFactor ?? (await usualCopies(admin));
    const wished = TOPIC_SPECS.map((spec) => configOf(spec, options, copies));
    const missing = wished.filter(({ topic }) => !names.has(topic));
    const existing = wished.filter(({ topic }) => names.has(topic));
    await create(admin, missing);
    await awaitLeaders(admin, { topics: missing.map(({ topic }) => topic), limitMs: LEADERS_WITHIN_MS });
    return {
      created: missing.map(topicOf),
      existing: existing.map(topicOf),
      ...(await compare(admin, existing, options)),
    };
  } finally {
    await admin.disconnect();
  }
}

async function compare(
  admin: Admin,
  existing: readonly ITopicConfig[],
  options: CreateTopicsOptions,
): Promise<Pick<TopicsReport, 'differences' | 'atWork'>> {
  const differences = await topicDifferences(admin, existing);
  if (!options.alter) return { differences, atWork: [] };
  const meeting = differences.filter(isRaisedAtRest);
  const atWork = meeting.length === 0 ? [] : await groupsAtWork({ ...options, clientId: CLIENT_ID });
  const held = atWork.length === 0 ? [] : meeting;
  const altered = await alterTopics(
    admin,
    differences.filter((one) => !held.includes(one)),
  );
  return { differences: [...altered, ...held], atWork };
}

async function usualCopies(admin: Admin): Promise<number> {
  const { brokers } = await admin.describeCluster();
  return Math.max(1, Math.min(MOST_COPIES, brokers.length));
}

// One by one, so that a topic which somebody else creates at this moment does not keep the others from being created.
async function create(admin: Admin, topics: readonly ITopicConfig[]): Promise<void> {
  for (const topic of topics) await admin.createTopics({ topics: [topic], waitForLeaders: false });
}

function configOf(spec: TopicSpec, options: CreateTopicsOptions, replicationFactor: number): ITopicConfig {
  const { name, ordered } = spec;
  const maxBytes = DEAD_LETTER_TOPICS.has(name) ? DEAD_LETTER_BYTES : EVENT_BYTES;
  const settings = {
    'cleanup.policy': 'delete',
    'retention.ms': retentionOf(spec, options),
    'max.message.bytes': maxBytes,
    // With three copies, what was acknowledged survives the loss of a machine.
    ...(replicationFactor >= MOST_COPIES ? { 'min.insync.replicas': 2 } : {}),
  };
  return {
    topic: name,
    numPartitions: ordered ? 1 : options.partitions,
    replicationFactor,
    configEntries: Object.entries(settings).map(([setting, value]) => ({ name: setting, value: String(value) })),
  };
}

function retentionOf({ name, retentionMs }: TopicSpec, { retentionDays, deadLetterDays }: CreateTopicsOptions): number {
  if (retentionMs === null) return -1;
  const days = DEAD_LETTER_TOPICS.has(name) ? deadLetterDays : retentionDays;
  return days === undefined ? retentionMs : days * DAY_MS;
}

function topicOf({ topic }: ITopicConfig): string {
  return topic;
}
