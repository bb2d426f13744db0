import { DevBroker } from '@gauntlet/dev-broker';
import { createTopics, EventPublisher, MessagingModule } from '@gauntlet/messaging';
import { HealthRegistry } from '@gauntlet/runtime';
import { temporaryDirectory, waitFor } from '@gauntlet/testing';
import { Global, Logger, Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ApiKeys } from './api-keys';
import { createKey, revokedEvent } from './key-events';
import { createKeyText } from './key-text';
import { KeysStaleError } from './keys.errors';
import { KeysModule } from './keys.module';

const PEPPER = 'pepper-for-the-spec';
const WISH = { tenant: 'shop', scopes: ['requests:write' as const], label: '', by: 'spec' };
const DEADLINE = { deadlineMs: 15_000 };

@Global()
@Module({ providers: [HealthRegistry], exports: [HealthRegistry] })
class HealthModule {}

@Module({ imports: [HealthModule, MessagingModule.forTool('spec'), KeysModule] })
class ReadingModule {}

let data: ReturnType<typeof temporaryDirectory>;
let broker: DevBroker;
let app: INestApplicationContext;

beforeEach(async () => {
  Logger.overrideLogger(false);
  data = temporaryDirectory();
  broker = await DevBroker.start({ port: 0, dataDir: data.path });
  Object.assign(process.env, { KAFKA_BROKERS: broker.address, KEYS_MAX_AGE_MS: '2000', GAUNTLET_KEY_PEPPER: PEPPER });
  await createTopics({ brokers: [broker.address], partitions: 1 });
});

afterEach(async () => {
  await app.close();
  await broker.close();
  data.remove();
  delete process.env.KEYS_MAX_AGE_MS;
  delete process.env.GAUNTLET_KEY_PEPPER;
});

async function start(): Promise<ApiKeys> {
  app = await NestFactory.createApplicationContext(ReadingModule, { logger: false });
  return app.get(ApiKeys);
}

async function ready(): Promise<void> {
  const isReady = async () => (await app.get(HealthRegistry).readiness()).healthy;
  await waitFor(isReady, { ...DEADLINE, description: 'readiness' });
}

describe('ApiKeys', () => {
  it('takes a key from its creation to its revocation', async () => {
    const keys = await start();
    await ready();
    const { text, event } = createKey(WISH, PEPPER);
    expect(keys.find(text)).toBeNull();
    await app.get(EventPublisher).publish(event);
    const found = await waitFor(() => keys.find(text), { ...DEADLINE, description: 'the key' });
    expect(found).toMatchObject({ id: event.facts.id, tenant: 'shop' });
    await app.get(EventPublisher).publish(revokedEvent(event.facts.id, { by: 'spec', reason: 'over' }));
    await waitFor(() => keys.find(text) === null, { ...DEADLINE, description: 'the revocation' });
  });

  it('knows no key that was hashed with another pepper', async () => {
    const keys = await start();
    const [theirs, ours] = [createKey(WISH, 'another pepper here'), createKey(WISH, PEPPER)];
    await app.get(EventPublisher).publish(theirs.event);
    await app.get(EventPublisher).publish(ours.event);
    await ready();
    await waitFor(() => keys.find(ours.text), { ...DEADLINE, description: 'our key' });
    expect(keys.find(theirs.text)).toBeNull();
  });

  it('refuses to judge before it has caught up, and when it has not reached the keys for too long', async () => {
    const keys = await start();
    const text = createKeyText();
    expect(() => keys.find(text)).toThrow(KeysStaleError);
    await ready();
    expect(keys.find(text)).toBeNull();
    await broker.close();
    const isStale = () => {
      try {
        return keys.find(text) !== null;
      } catch (error) {
        return error instanceof KeysStaleError;
      }
    };
    await waitFor(isStale, { ...DEADLINE, description: 'the keys to be too old' });
  });

  it('has no keys and is ready at once without a pepper', async () => {
    delete process.env.GAUNTLET_KEY_PEPPER;
    const keys = await start();
    expect(keys.hasPepper()).toBe(false);
    expect(keys.find(createKeyText())).toBeNull();
    expect((await app.get(HealthRegistry).readiness()).healthy).toBe(true);
  });
});
