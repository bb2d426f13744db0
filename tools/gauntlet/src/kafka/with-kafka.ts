import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { LogReaderFactory, MessagingModule } from '@gauntlet/messaging';
import { REGISTRY_TOPICS } from '@gauntlet/registry';
import { kafkaEnvironment } from './kafka-environment';
import { reachKafka } from './reach-kafka';
import { readRegistry, type RegistryState } from './registry-state';

/** Milliseconds after which a command gives up on reaching Kafka. */
const KAFKA_LIMIT_MS = 10_000;

/**
 * Runs `work` with a publisher and a log reader at hand, and closes them whatever happens.
 * @throws TopicsMissingError when one of the topics that it needs is not there; otherwise as {@link reachKafka} does.
 */
export async function withKafka<T>(
  topics: readonly string[],
  work: (app: INestApplicationContext) => Promise<T>,
): Promise<T> {
  await reachKafka(topics, () => Promise.resolve());
  const app = await NestFactory.createApplicationContext(MessagingModule.forTool('gauntlet', kafkaEnvironment()), {
    logger: ['error'],
    abortOnError: false,
  });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

/**
 * Runs `work` with what the registry's topics say; the state goes on following them meanwhile.
 * @throws RegistryUnreachableError when they are not read within `limitMs` (10 s); otherwise as {@link withKafka} does.
 */
export function withRegistry<T>(
  work: (state: RegistryState, app: INestApplicationContext) => Promise<T>,
  limitMs = KAFKA_LIMIT_MS,
): Promise<T> {
  return withKafka(REGISTRY_TOPICS, async (app) => work(await readRegistry(app.get(LogReaderFactory), limitMs), app));
}
