import type { KafkaMessage } from 'kafkajs';
import { describe, expect, it } from 'vitest';
import { TOPICS } from '@gauntlet/contracts';
import { waitFor } from '@gauntlet/testing';
import { handlerOf } from '../../test/consuming-app';
import { acceptedEvent } from '../../test/events';
import { specWorld } from '../../test/spec-world';
import { EventContext, type LogPosition, positionOf } from './event-context';

const topic = TOPICS.accepted;
const world = specWorld();

describe('positionOf', () => {
  it('tells where the event stands and when it got there; without a tracer there is no trace', async () => {
    const group = await world.cluster.newGroup([topic]);
    const positions: LogPosition[] = [];
    const controller = handlerOf(topic, group, (_, context) => void positions.push(positionOf(context)));
    const app = await world.apps.start({ groups: [{ group }], controllers: [controller] });
    const before = Date.now();
    const { partition, offset } = await app.publisher.publish(acceptedEvent());
    const position = await waitFor(() => positions[0], { deadlineMs: 10_000, description: 'the event' });
    expect(position).toEqual({ partition, offset, timestamp: expect.any(Number), traceId: null });
    expect(position.timestamp).toBeGreaterThanOrEqual(before);
    expect(position.timestamp).toBeLessThanOrEqual(Date.now());
  });

  it.each(['1764000000', '-1', '9223372036854775807'])('got there now where its producer says %s', (timestamp) => {
    const context = new EventContext({ topic, partition: 0, offset: '7' }, { timestamp } as KafkaMessage, false);
    const before = Date.now();
    expect(positionOf(context).timestamp).toBeGreaterThanOrEqual(before);
    expect(positionOf(context).timestamp).toBeLessThanOrEqual(Date.now());
  });
});
