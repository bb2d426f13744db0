import { describe, expect, it } from 'vitest';
import { TOPICS } from '@gauntlet/contracts';
import { waitFor } from '@gauntlet/testing';
import { handlerOf } from '../../test/consuming-app';
import { acceptedEvent } from '../../test/events';
import { specWorld } from '../../test/spec-world';

const topic = TOPICS.accepted;
const world = specWorld();

describe('ConcurrentKafkaServer', () => {
  it('holds at least 200 messages in flight while each takes a second', async () => {
    const group = await world.cluster.newGroup([topic]);
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
    const app = await world.apps.start({ groups: [{ group }], controllers: [controller] });

    await Promise.all(Array.from({ length: 600 }, () => app.publisher.publish(acceptedEvent())));

    await waitFor(() => done >= 600, { deadlineMs: 20_000, description: 'all messages to be handled' });
    expect(most).toBeGreaterThanOrEqual(200);
    expect(most).toBeLessThanOrEqual(256);
    await world.cluster.caughtUp(group, topic);
  });
});
