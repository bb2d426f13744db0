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

type Instance = Record<string, unknown>;

const HOUR_MS = 3_600_000;
const { now } = Date;

function moveClock(ms: number): void {
  Date.now = () => now() + ms;
}

/** A real one of kafkajs: a field of its class would hide what our clock puts on the prototype. */
function made(type: { readonly prototype: object }, options: object): Instance {
  const logger = { namespace: () => logger, debug: () => undefined };
  return Reflect.construct(type as unknown as new () => Instance, [{ logger, ...options }]) as Instance;
}

/** Lets kafkajs do what writes the time. */
async function after(instance: Instance, method: string, argument?: unknown): Promise<Instance> {
  await (instance as Record<string, (argument: unknown) => unknown>)[method]?.(argument);
  return instance;
}

const broker = { metadata: () => Promise.resolve({ brokers: [] }) };
const pool = { findConnectedBroker: () => Promise.resolve(broker), seedBroker: { connectionPool: {} } };

/** Each time that kafkajs keeps, and how an object gets it from kafkajs itself. */
const KEPT: readonly [name: string, make: () => Promise<Instance>][] = [
  ['lastRequest', () => Promise.resolve(made(ConsumerGroup, {}))],
  ['metadataExpireAt', () => after(Object.assign(made(BrokerPool, {}), pool), 'refreshMetadata')],
  ['throttledUntil', () => after(made(RequestQueue, {}), 'maybeThrottle', 1_000)],
  ['sentAt', () => after(made(SocketRequest, { entry: {}, send: () => undefined }), 'send')],
];

/** Made before anything of ours stands in between. */
const ofKafkajsAlone = new Map(KEPT.map(([name, make]) => [name, make()]));

/** Whether a time gets nearer or farther when the clock is put back. */
function moves(name: string, instance: Instance | undefined): boolean {
  Date.now = now;
  const distance = () => Number(instance?.[name]) - Date.now();
  const before = distance();
  moveClock(-HOUR_MS);
  return Math.abs(distance() - before) > HOUR_MS / 2;
}

const world = specWorld();

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

  it.each(KEPT)('moves %s of kafkajs, and not once kafkajs has our clock', async (name, make) => {
    expect(moves(name, await ofKafkajsAlone.get(name))).toBe(true);
    measureByMonotonicClock();
    expect(moves(name, await make())).toBe(false);
  });

  it('leaves a time unknown that kafkajs does not know yet', () => {
    measureByMonotonicClock();
    expect(made(SocketRequest, { entry: {} })['sentAt']).toBeNull();
  });
});
