import type { KafkaClientOptions } from '@gauntlet/messaging';

/** How the command finds Kafka: `KAFKA_BROKERS`, comma-separated, else this machine. */
export function kafkaClientOptions(env: NodeJS.ProcessEnv = process.env): KafkaClientOptions {
  return { clientId: 'gauntlet', brokers: (env.KAFKA_BROKERS || '127.0.0.1:9092').split(',') };
}
