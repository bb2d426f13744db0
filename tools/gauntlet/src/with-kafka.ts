import { LogReaderFactory, MessagingModule } from '@gauntlet/messaging';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { readRegistry, type RegistryState } from './registry-state';

/** Milliseconds after which a command gives up on reaching Kafka. */
const KAFKA_LIMIT_MS = 10_000;

/** Runs `work` with a publisher and a log reader at hand, and closes them whatever happens. */
export async function withKafka<T>(work: (app: INestApplicationContext) => Promise<T>): Promise<T> {
  const app = await NestFactory.createApplicationContext(MessagingModule.forTool('gauntlet'), {
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
 * @throws RegistryUnreachableError when Kafka is not reached within `limitMs` (10 s).
 */
export function withRegistry<T>(
  work: (state: RegistryState, app: INestApplicationContext) => Promise<T>,
  limitMs = KAFKA_LIMIT_MS,
): Promise<T> {
  return withKafka(async (app) => work(await readRegistry(app.get(LogReaderFactory), limitMs), app));
}
