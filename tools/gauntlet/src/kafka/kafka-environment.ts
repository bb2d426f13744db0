import { type KafkaClientOptions, kafkaClientOptions, KafkaConfig } from '@gauntlet/messaging';
import { loadConfig } from '@gauntlet/runtime';

/** The environment of a command; where it names no Kafka, that of `npm start` with the same variables. */
export function kafkaEnvironment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return env.KAFKA_BROKERS ? env : { ...env, KAFKA_BROKERS: `127.0.0.1:${env.DEV_BROKER_PORT || 9092}` };
}

/** How a command reaches Kafka. @throws ConfigError for a variable that is wrong. */
export function kafkaClient(): KafkaClientOptions {
  return kafkaClientOptions('gauntlet', loadConfig(KafkaConfig, kafkaEnvironment()));
}
