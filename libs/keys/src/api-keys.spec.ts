import { type INestApplicationContext, Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EventPublisher } from '@gauntlet/messaging';
import { LocalBroker, startReadingApp } from '@gauntlet/messaging/testing';
import { HealthRegistry } from '@gauntlet/runtime';
import { waitFor } from '@gauntlet/testing';
import { ApiKeys } from './api-keys';
import { createKey, revokedEvent } from './key-events';
import { createKeyText } from './key-text';
import { KeysStaleError } from './keys.errors';
import { KeysModule } from './keys.module';

const PEPPER = 'pepper-for-the-spec';
const WISH = { tenant: 'shop', scopes: ['requests:write' as const], label: '', by: 'spec' };
const DEADLINE = { deadlineMs: 15_000 };

let broker: LocalBroker;
let app: INestApplicationContext;

beforeEach(async () => {
  Logger.overrideLogger(false);
  broker = await LocalBroker.start({ partitions: 1 });
});

afterEach(async () => {
  await app.close();
  await broker.remove();
});

async function start(env: Record<string, string> = { GAUNTLET_KEY_PEPPER: PEPPER }): Promise<ApiKeys> {
  app = await startReadingApp(KeysModule, { KAFKA_BROKERS: broker.address, KEYS_MAX_AGE_MS: '2000', ...env });
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
    await broker.stop();
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
    const keys = await start({});
    expect(keys.hasPepper()).toBe(false);
    expect(keys.find(createKeyText())).toBeNull();
    expect((await app.get(HealthRegistry).readiness()).healthy).toBe(true);
  });
});
