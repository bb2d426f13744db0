import type { Kafka } from 'kafkajs';
import { causesOf } from '../cluster/error-causes';
import { createKafkaClient, type KafkaClientOptions } from '../cluster/kafka-client';

/** Those of these topics that the cluster doesn't have, or doesn't show to this client. Throws as kafkajs does. */
export function missingTopics(client: KafkaClientOptions, topics: readonly string[]): Promise<string[]> {
  return missingAt(createKafkaClient(client), topics);
}

/** The same for a client that is there already. */
export async function missingAt(kafka: Kafka, topics: readonly string[]): Promise<string[]> {
  const admin = kafka.admin();
  try {
    await admin.connect();
    const existing = new Set(await admin.listTopics());
    return topics.filter((topic) => !existing.has(topic));
  } finally {
    await admin.disconnect();
  }
}

/** Whether a client gave up because a topic, or one of its partitions, is not there. */
export function isOfMissingTopic(error: unknown): boolean {
  return causesOf(error).some((cause) => 'type' in cause && cause.type === 'UNKNOWN_TOPIC_OR_PARTITION');
}
