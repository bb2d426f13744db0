import ConsumerGroup, { type ConsumerGroupState } from 'kafkajs/src/consumer/consumerGroup.js';
import { expect, it } from 'vitest';
import { FetchPace } from '../consume/fetch-pace';

const [BUSY, IDLE] = [1, 2];

it('asks each broker as often as that broker has something, whatever the others have', async () => {
  const waits = new Map<number, number[]>();
  // The brokers that specs can start have one node, so the answers of two are given here.
  ConsumerGroup.prototype.fetch = function answered(nodeId) {
    waits.set(nodeId, [...(waits.get(nodeId) ?? []), this.maxWaitTime]);
    return Promise.resolve(nodeId === BUSY ? [{ messages: ['a record'] }] : []);
  };
  const { fetchAtOwnPace, paceFetches } = await import('./kafkajs-fetch-limits.js');
  fetchAtOwnPace();
  paceFetches('spec.paced', () => new FetchPace({ batched: true, isHeldBack: () => false }));
  const group = { groupId: 'spec.paced' } as ConsumerGroupState;
  for (const nodeId of [BUSY, IDLE, BUSY, IDLE, BUSY, IDLE, BUSY]) {
    await ConsumerGroup.prototype.fetch.call(group, nodeId);
  }
  expect(waits.get(IDLE)).toEqual([250, 500, 1_000]);
  expect(waits.get(BUSY)).toEqual([250, 250, 250, 250]);
});
