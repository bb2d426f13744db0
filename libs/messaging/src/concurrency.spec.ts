import { TOPICS } from '@gauntlet/contracts';
import { waitFor } from '@gauntlet/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { TestCluster } from '../test/cluster';
import { handlerOf } from '../test/consuming-app';
import { acceptedEvent } from '../test/events';
import { RunningApps } from '../test/running-apps';

const topic = TOPICS.accepted;
let cluster: TestCluster;
const apps = new RunningApps();

beforeAll(async () => {
  cluster = await TestCluster.start();
});
afterAll(() => cluster.stop());
afterEach(() => apps.stopAll());

describe('ConcurrentKafkaServer', () => {
  it('holds at least 200 messages in flight while each takes a second', async () => {
    const group = await cluster.newGroup([topic]);
    let inFlight = 0;
    let most = 0;
    let done = 0;
    const controller = handlerOf(topic, group, async () => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      inFlight -= 1;
      done += 1;
    });
    const app = await apps.start({ brokers: cluster.brokers, groups: [{ group }], controllers: [controller] });

    await Promise.all(Array.from({ length: 600 }, () => app.publisher.publish(acceptedEvent())));

    await waitFor(() => done >= 600, { deadlineMs: 20_000, description: 'all messages to be handled' });
    expect(most).toBeGreaterThanOrEqual(200);
    expect(most).toBeLessThanOrEqual(256);
    await cluster.caughtUp(group, topic);
  });
});
