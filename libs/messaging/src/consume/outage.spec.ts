import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { TOPICS } from '@gauntlet/contracts';
import { waitFor } from '@gauntlet/testing';
import { handlerOf } from '../../test/consuming-app';
import { acceptedEvent, publishAccepted } from '../../test/events';
import { LocalBroker } from '../../test/local-broker';
import { RunningApps } from '../../test/running-apps';
import { BrokerUnavailableError } from '../messaging.errors';

// A broker of its own also where the other specs use Apache Kafka: nobody else's broker may be stopped.
const topic = TOPICS.accepted;
let broker: LocalBroker;
const apps = new RunningApps(() => [broker.address]);

beforeAll(async () => {
  broker = await LocalBroker.start({ partitions: 4 });
});
afterEach(() => apps.stopAll());
afterAll(() => broker.remove());

function until(condition: () => boolean, description: string): Promise<unknown> {
  return waitFor(condition, { deadlineMs: 30_000, description });
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
    const app = await apps.start({ groups, controllers, env });
    const before = await publishAccepted(app.publisher, 20);
    await until(() => before.every((key) => durable.has(key) && broadcast.has(key)), 'the events before');

    await broker.stop();
    await expect(app.publisher.publish(acceptedEvent())).rejects.toBeInstanceOf(BrokerUnavailableError);
    await broker.startAgain();

    // Published before the consumers are back, so that the broadcast group too has to go on where it was.
    const after = await waitFor(() => publishAccepted(app.publisher, 20), {
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
    const app = await apps.start({ groups: [{ group: 'outage.slow' }], controllers });
    const keys = await publishAccepted(app.publisher, 30);
    await until(() => keys.every((key) => counts.has(key)), 'all messages to be in flight');
    await broker.stop();
    await broker.startAgain();
    const later = await waitFor(() => publishAccepted(app.publisher, 5), {
      deadlineMs: 20_000,
      description: 'publishing to work again',
    });
    await until(() => later.every((key) => counts.has(key)), 'messages after the restart');
    open();
    expect(keys.map((key) => counts.get(key))).toEqual(keys.map(() => 1));
  });
});
