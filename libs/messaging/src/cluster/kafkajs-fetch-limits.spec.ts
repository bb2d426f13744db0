import Broker from 'kafkajs/src/broker/index.js';
import ConsumerGroup, { type ConsumerGroupState } from 'kafkajs/src/consumer/consumerGroup.js';
import { expect, it } from 'vitest';
import { sleep } from '@gauntlet/timing';
import { FetchPace } from '../consume/fetch-pace';

const [BUSY, IDLE] = [1, 2];

it('asks each broker as often as that broker has something, whatever the others have', async () => {
  const waits = new Map<number, (number | undefined)[]>();
  // The brokers that specs can start have one node, so the answers of two are given here.
  ConsumerGroup.prototype.fetch = async function answered(nodeId) {
    await sleep(1);
    await Broker.prototype.fetch.call({ nodeId } as never, { topics: [], maxWaitTime: 1, minBytes: 1 });
    return nodeId === BUSY ? [{ messages: ['a record'] }] : [];
  };
  Broker.prototype.fetch = function asked(this: { nodeId: number }, { maxWaitTime }) {
    waits.set(this.nodeId, [...(waits.get(this.nodeId) ?? []), maxWaitTime]);
    return Promise.resolve({ responses: [] });
  };
  const { fetchAtOwnPace, paceFetches } = await import('./kafkajs-fetch-limits.js');
  fetchAtOwnPace();
  paceFetches('spec.paced', () => new FetchPace({ batched: true }));
  const group = { groupId: 'spec.paced' } as ConsumerGroupState;
  for (let round = 0; round < 3; round += 1) {
    await Promise.all([BUSY, IDLE].map((nodeId) => ConsumerGroup.prototype.fetch.call(group, nodeId)));
  }
  expect(waits.get(IDLE)).toEqual([250, 500, 1_000]);
  expect(waits.get(BUSY)).toEqual([250, 250, 250]);
});
