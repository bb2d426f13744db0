import type { INestApplicationContext } from '@nestjs/common';
import { KEY_TOPICS, type KeyEvent, KeyProjection, type KeyTopic } from '@gauntlet/keys';
import { LogReaderFactory } from '@gauntlet/messaging';
import { endsWithin } from '@gauntlet/timing';
import { RegistryUnreachableError } from '../kafka/kafka.errors';
import { withKafka } from '../kafka/with-kafka';

const KAFKA_LIMIT_MS = 30_000;

/**
 * Runs `work` with every API key that ever was.
 * @throws RegistryUnreachableError when Kafka is not reached within 30 s.
 */
export function withKeys(work: (keys: KeyProjection, app: INestApplicationContext) => Promise<void>): Promise<void> {
  return withKafka(KEY_TOPICS, async (app) => {
    const keys = new KeyProjection();
    const onEvent = (event: unknown) => keys.apply(event as KeyEvent);
    const { caughtUp } = app.get(LogReaderFactory).read<KeyTopic>({ topics: KEY_TOPICS, onEvent });
    if (!(await endsWithin(KAFKA_LIMIT_MS, caughtUp))) throw new RegistryUnreachableError(KAFKA_LIMIT_MS);
    await work(keys, app);
  });
}
