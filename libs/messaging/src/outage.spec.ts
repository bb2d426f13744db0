import { TOPICS } from '@gauntlet/contracts';
import { DevBroker } from '@gauntlet/dev-broker';
import { temporaryDirectory, waitFor } from '@gauntlet/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { handlerOf, type ConsumingApp } from '../test/consuming-app';
import { acceptedEvent } from '../test/events';
import { RunningApps } from '../test/running-apps';
import { createTopics } from './create-topics';
import { BrokerUnavailableError } from './messaging.errors';

// A broker of its own also where the other specs use Apache Kafka: nobody else's broker may be stopped.
const topic = TOPICS.accepted;
const directory = temporaryDirectory();
const apps = new RunningApps();
let broker: DevBroker;

async function restartBroker(): Promise<void> {
  await broker.close();
  broker = await DevBroker.start({ port: broker.port, dataDir: directory.path });
}

beforeAll(async () => {
  broker = await DevBroker.start({ port: 0, dataDir: directory.path });
  await createTopics({ brokers: [broker.address], partitions: 4 });
});
afterEach(() => apps.stopAll());
afterAll(async () => {
  await broker.close();
  directory.remove();
});

function until(condition: () => boolean, description: string): Promise<unknown> {
  return waitFor(condition, { deadlineMs: 30_000, description });
}

async function publishAll(app: ConsumingApp, count: number): Promise<string[]> {
  const events = Array.from({ length: count }, () => acceptedEvent());
  await Promise.all(events.map((event) => app.publisher.publish(event)));
  return events.map(({ key }) => key);
}

describe('an outage of the broker', () => {
  it('fails publishes in time, ends without loss, and nobody has to be restarted', async () => {
    const [durable, broadcast] = [new Set<string>(), new Set<string>()];
    const groups = [{ group: 'outage' }, { group: 'outage.waiters', broadcast: true }];
    const controllers = [
      handlerOf(topic, 'outage', ({ key }) => void durable.add(key)),
      handlerOf(topic, 'outage.waiters', ({ key }) => void broadcast.add(key)),
    ];
    const env = { MESSAGING_PUBLISH_TIMEOUT_MS: '1000' };
    const app = await apps.start({ brokers: [broker.address], groups, controllers, env });
    const before = await publishAll(app, 20);
    await until(() => before.every((key) => durable.has(key) && broadcast.has(key)), 'the events before');

    await broker.close();
    await expect(app.publisher.publish(acceptedEvent())).rejects.toBeInstanceOf(BrokerUnavailableError);
    broker = await DevBroker.start({ port: broker.port, dataDir: directory.path });

    // Published before the consumers are back, so that the broadcast group too has to go on where it was.
    const after = await waitFor(() => publishAll(app, 20), {
      deadlineMs: 20_000,
      description: 'publishing to work again',
    });
    await until(() => after.every((key) => durable.has(key)), 'the events after in the durable group');
    await until(() => after.every((key) => broadcast.has(key)), 'the events after in the broadcast group');
  });

  it('repeats no work that was in flight when the broker came back', async () => {
    const counts = new Map<string, number>();
    let open: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => (open = resolve));
    const controllers = [
      handlerOf(topic, 'outage.slow', async ({ key }) => {
        counts.set(key, (counts.get(key) ?? 0) + 1);
        await closed;
      }),
    ];
    const app = await apps.start({ brokers: [broker.address], groups: [{ group: 'outage.slow' }], controllers });
    const keys = await publishAll(app, 30);
    await until(() => keys.every((key) => counts.has(key)), 'all messages to be in flight');
    await restartBroker();
    const later = await waitFor(() => publishAll(app, 5), {
      deadlineMs: 20_000,
      description: 'publishing to work again',
    });
    await until(() => later.every((key) => counts.has(key)), 'messages after the restart');
    open();
    expect(keys.map((key) => counts.get(key))).toEqual(keys.map(() => 1));
  });
});
