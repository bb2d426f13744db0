import type { KafkaClientOptions } from '@gauntlet/messaging';
import { KafkaUnreachableError } from './kafka-unreachable.error';

/**
 * Does something with the Kafka of `KAFKA_BROKERS` (comma-separated; else this machine).
 * @throws KafkaUnreachableError when Kafka does not answer or refuses; a retry helps once it runs there.
 */
export async function reachKafka<T>(work: (client: KafkaClientOptions) => Promise<T>): Promise<T> {
  const brokers = (process.env.KAFKA_BROKERS || '127.0.0.1:9092').split(',');
  try {
    return await work({ clientId: 'gauntlet', brokers });
  } catch (error) {
    if (error instanceof Error && error.name.startsWith('KafkaJS')) throw new KafkaUnreachableError(brokers, error);
    throw error;
  }
}
