import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InvalidEventError, MAX_EVENT_BYTES, TOPICS } from '@gauntlet/contracts';
import { freePorts, waitFor } from '@gauntlet/testing';
import { TestCluster } from '../../test/cluster';
import { acceptedEvent } from '../../test/events';
import { createKafkaClient } from '../cluster/kafka-client';
import { BrokerUnavailableError } from '../messaging.errors';
import { EventPublisher } from './event-publisher';
import { KafkaProducer } from './kafka-producer';
import { RecordWriter } from './record-writer';

const topic = TOPICS.accepted;
let cluster: TestCluster;
let writer: RecordWriter;
let publisher: EventPublisher;

function writerTo(brokers: readonly string[], timeoutMs: number): RecordWriter {
  const transport = new KafkaProducer(createKafkaClient({ clientId: 'spec', brokers }), 'none');
  return new RecordWriter({ transport, timeoutMs, onBatch: () => undefined });
}

beforeAll(async () => {
  cluster = await TestCluster.start();
  writer = writerTo(cluster.brokers, 10_000);
  publisher = new EventPublisher(writer);
});
afterAll(async () => {
  await writer.close();
  await cluster.stop();
});

describe('EventPublisher', () => {
  it('tells where each event went, and keeps the order of a key', async () => {
    const followed = await cluster.follow(topic);
    const key = randomUUID();
    const events = Array.from({ length: 300 }, (_one, index) =>
      index % 3 === 0 ? { ...acceptedEvent(), key } : acceptedEvent(),
    );
    const positions = await Promise.all(events.map((event) => publisher.publish(event)));
    const arrived = () =>
      followed.messages.filter(({ headers }) => events.some(({ id }) => id === String(headers?.ce_id)));
    await waitFor(() => arrived().length === events.length, { deadlineMs: 15_000, description: 'all events' });
    await followed.stop();

    const offsetOf = new Map(arrived().map(({ headers, offset }) => [String(headers?.ce_id), offset]));
    expect(positions.map(({ offset }) => offset)).toEqual(events.map(({ id }) => offsetOf.get(id)));
    const sameKey = positions.filter((_one, index) => index % 3 === 0);
    expect(new Set(sameKey.map(({ partition }) => partition)).size).toBe(1);
    const offsets = sameKey.map(({ offset }) => Number(offset));
    expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
  });

  it('refuses an event that breaks its contract', async () => {
    const { facts, ...event } = acceptedEvent();
    const broken = { ...event, facts: { ...facts, request: { ...facts.request, deadline: 'tomorrow' } } };
    await expect(publisher.publish(broken)).rejects.toBeInstanceOf(InvalidEventError);
  });

  it('publishes an event at the size limit', async () => {
    const event = acceptedEvent();
    const size = Buffer.byteLength(JSON.stringify({ facts: event.facts, content: event.content }));
    event.content.input += 'x'.repeat(MAX_EVENT_BYTES - size);
    await expect(publisher.publish(event)).resolves.toHaveProperty('offset');
  });

  it('names the broker when it can not be reached in time', async () => {
    const [port] = await freePorts(1);
    const lonely = writerTo([`127.0.0.1:${port}`], 500);
    await expect(new EventPublisher(lonely).publish(acceptedEvent())).rejects.toBeInstanceOf(BrokerUnavailableError);
    await lonely.close();
  });
});
