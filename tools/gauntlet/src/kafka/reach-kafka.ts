import { type KafkaClientOptions, missingTopics, refusedClient } from '@gauntlet/messaging';
import { KafkaUnreachableError, TopicsMissingError } from './kafka.errors';
import { kafkaClient } from './kafka-environment';

/**
 * Does something with Kafka (`KAFKA_BROKERS`, else that of `npm start`) once the topics that it needs are there.
 * @throws KafkaUnreachableError when Kafka does not answer or refuses; a retry helps once it runs there.
 * @throws TopicsMissingError, RefusedClientError when a retry doesn't help.
 */
export async function reachKafka<T>(
  topics: readonly string[],
  work: (client: KafkaClientOptions) => Promise<T>,
): Promise<T> {
  const client = kafkaClient();
  try {
    const missing = topics.length === 0 ? [] : await missingTopics(client, topics);
    if (missing.length > 0) throw new TopicsMissingError(client.brokers, missing);
    return await work(client);
  } catch (error) {
    const refused = refusedClient(error);
    if (refused) throw refused;
    if (error instanceof Error && error.name.startsWith('KafkaJS')) {
      throw new KafkaUnreachableError(client.brokers, error);
    }
    throw error;
  }
}
