import BrokerPool from 'kafkajs/src/cluster/brokerPool.js';
import ConsumerGroup from 'kafkajs/src/consumer/consumerGroup.js';
import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';
import SocketRequest from 'kafkajs/src/network/requestQueue/socketRequest.js';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { TOPICS } from '@gauntlet/contracts';
import { waitFor } from '@gauntlet/testing';
import { specWorld } from '../../test/spec-world';
import { createConsumer } from '../consume/kafka-consumer';
import { createKafkaClient } from './kafka-client';
import { measureByMonotonicClock } from './kafkajs-clock';

const HOUR_MS = 3_600_000;
const world = specWorld();
const { now } = Date;

function moveClock(ms: number): void {
  Date.now = () => now() + ms;
}

afterEach(() => {
  Date.now = now;
});

describe('a clock that is put back one hour', () => {
  it('stops no heartbeat', async () => {
    const kafka = createKafkaClient({ clientId: 'spec', brokers: world.cluster.brokers });
    const consumer = createConsumer(kafka, await world.cluster.newGroup([TOPICS.accepted]));
    let beats = 0;
    consumer.on(consumer.events.HEARTBEAT, () => (beats += 1));
    await consumer.connect();
    onTestFinished(() => consumer.disconnect());
    await consumer.subscribe({ topic: TOPICS.accepted });
    await consumer.run({ autoCommit: false, eachMessage: async () => undefined });
    const another = (before = beats) =>
      waitFor(() => beats > before + 1, { deadlineMs: 8_000, description: 'heartbeats' });
    await another();
    moveClock(-HOUR_MS);
    await another();
  });

  it.each([
    ['lastRequest', ConsumerGroup.prototype],
    ['metadataExpireAt', BrokerPool.prototype],
    ['throttledUntil', RequestQueue.prototype],
    ['sentAt', SocketRequest.prototype],
  ])('leaves %s of kafkajs as far away as it was', (name, prototype) => {
    measureByMonotonicClock();
    const instance = Object.create(prototype) as Record<string, number | null>;
    instance[name] = Date.now() + 1_000;
    moveClock(-HOUR_MS);
    expect((instance[name] ?? 0) - Date.now()).toBeGreaterThan(0);
    expect((instance[name] ?? 0) - Date.now()).toBeLessThanOrEqual(1_000.1);
    instance[name] = null;
    expect(instance[name]).toBeNull();
  });
});
