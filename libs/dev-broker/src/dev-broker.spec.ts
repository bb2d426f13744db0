import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Admin, type Consumer, Kafka, type KafkaMessage, logLevel, Partitioners, type Producer } from 'kafkajs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DevBroker } from './dev-broker';

const DEADLINE = { timeout: 10_000 };

let dataDir: string;
let broker: DevBroker;
let kafka: Kafka;
let admin: Admin;
let producer: Producer;
let consumers: Consumer[];

async function start(port = 0): Promise<void> {
  broker = await DevBroker.start({ port, dataDir });
  kafka = new Kafka({ brokers: [broker.address], logLevel: logLevel.NOTHING, retry: { retries: 2 } });
  admin = kafka.admin();
  producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await Promise.all([admin.connect(), producer.connect()]);
  consumers = [];
}

async function stop(): Promise<void> {
  await Promise.all([...consumers, admin, producer].map((client) => client.disconnect()));
  await broker.close();
}

/** The list grows as messages arrive. */
async function consume(topic: string, options: { groupId?: string; maxWaitTimeInMs?: number } = {}) {
  const consumer = kafka.consumer({ groupId: 'group', maxWaitTimeInMs: 200, ...options });
  consumers.push(consumer);
  const received: KafkaMessage[] = [];
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({ eachMessage: async ({ message }) => void received.push(message) });
  return received;
}

const values = (messages: KafkaMessage[]) => messages.map(({ value }) => value?.toString());
const createTopic = (topic: string, numPartitions = 1) => admin.createTopics({ topics: [{ topic, numPartitions }] });

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'dev-broker-'));
  await start();
});
afterEach(async () => {
  await stop();
  rmSync(dataDir, { recursive: true });
});

describe('DevBroker', () => {
  it('hands records on as they were: key, null key, value, headers, time', async () => {
    await createTopic('t');
    const sent = { key: 'k', value: 'v', headers: { traceparent: '00-ab' }, timestamp: '1700000000000' };
    await producer.send({ topic: 't', messages: [sent, { key: null, value: null }] });

    const received = await consume('t');

    await vi.waitFor(() => expect(received).toHaveLength(2), DEADLINE);
    expect(received[0]).toMatchObject({ offset: '0', timestamp: sent.timestamp, key: Buffer.from('k') });
    expect(received[0]?.headers).toEqual({ traceparent: Buffer.from('00-ab') });
    expect(received[1]).toMatchObject({ offset: '1', key: null, value: null });
  });

  it('wakes a fetch that waits, long before its wait is over', async () => {
    await createTopic('t');
    const received = await consume('t', { maxWaitTimeInMs: 60_000 });
    for (let i = 0; i < 3; i++) {
      await producer.send({ topic: 't', messages: [{ value: String(i) }] });
      await vi.waitFor(() => expect(received).toHaveLength(i + 1), DEADLINE);
    }
    const leaving = consumers.pop()?.disconnect();
    await producer.send({ topic: 't', messages: [{ value: 'ends the fetch that leaving waits for' }] });
    await leaving;
  });

  it('keeps records and committed offsets across a restart', async () => {
    await createTopic('t');
    await producer.send({ topic: 't', messages: [{ value: 'before' }] });
    const received = await consume('t');
    await vi.waitFor(() => expect(received).toHaveLength(1), DEADLINE);
    await stop();
    await start();
    await producer.send({ topic: 't', messages: [{ value: 'after' }] });

    const [sameGroup, newGroup] = await Promise.all([consume('t'), consume('t', { groupId: 'new' })]);

    await vi.waitFor(() => expect(values(newGroup)).toEqual(['before', 'after']), DEADLINE);
    await vi.waitFor(() => expect(values(sameGroup)).toEqual(['after']), DEADLINE);
  });

  it('takes thousands of records and returns all of them, in order, once', async () => {
    await createTopic('t', 4);
    const sends = Array.from({ length: 100 }, (_, send) =>
      producer.send({
        topic: 't',
        messages: Array.from({ length: 100 }, (_, i) => ({ partition: i % 4, value: `${send}-${i}` })),
      }),
    );
    await Promise.all(sends);
    const received = await consume('t');
    await vi.waitFor(() => expect(received.length).toBeGreaterThanOrEqual(10_000), DEADLINE);
    expect(new Set(values(received)).size).toBe(10_000);
    expect(received).toHaveLength(10_000);
  });

  it('refuses an oversized record with MESSAGE_TOO_LARGE, by default above 1 MiB', async () => {
    await createTopic('t');
    const large = producer.send({ topic: 't', messages: [{ value: Buffer.alloc(1_100_000) }] });
    await expect(large).rejects.toMatchObject({ type: 'MESSAGE_TOO_LARGE' });
    await producer.send({ topic: 't', messages: [{ value: Buffer.alloc(1_000_000) }] });
  });

  it('honours max.message.bytes of a topic, also after a restart', async () => {
    const configEntries = [{ name: 'max.message.bytes', value: '5000000' }];
    await admin.createTopics({ topics: [{ topic: 'large', configEntries }] });
    await stop();
    await start();
    await producer.send({ topic: 'large', messages: [{ value: Buffer.alloc(4_900_000) }] });
    const received = await consume('large');
    await vi.waitFor(() => expect(received[0]?.value).toHaveLength(4_900_000), DEADLINE);
  });

  it('never creates a topic that somebody only asks for', async () => {
    const unknown = { cause: { type: 'UNKNOWN_TOPIC_OR_PARTITION' } };
    await expect(producer.send({ topic: 'nope', messages: [{ value: 'v' }] })).rejects.toMatchObject(unknown);
    await expect(admin.fetchTopicOffsets('nope')).rejects.toThrow();
    expect(await admin.listTopics()).toEqual([]);
  });

  it.each(['../escape', '..', 'a/b', 'x'.repeat(250)])('refuses the topic name %s', async (topic) => {
    await expect(createTopic(topic)).rejects.toMatchObject({ errors: [{ type: 'INVALID_TOPIC_EXCEPTION' }] });
  });

  it('answers what admin tools ask: topics, ends, groups, committed offsets', async () => {
    expect(await createTopic('t', 2)).toBe(true);
    expect(await createTopic('t', 2)).toBe(false);
    await producer.send({ topic: 't', messages: [{ partition: 1, value: 'a' }] });
    const { topics } = await admin.fetchTopicMetadata({ topics: ['t'] });
    expect(topics[0]?.partitions).toHaveLength(2);
    expect(await admin.fetchTopicOffsets('t')).toMatchObject([{ high: '0' }, { low: '0', high: '1' }]);
    expect((await admin.describeGroups(['g'])).groups[0]?.state).toBe('Dead');
    await admin.setOffsets({ groupId: 'g', topic: 't', partitions: [{ partition: 1, offset: '1' }] });
    const committed = async () => (await admin.fetchOffsets({ groupId: 'g', topics: ['t'] }))[0]?.partitions;
    expect(await committed()).toMatchObject([{ offset: '-1' }, { offset: '1' }]);
    expect((await admin.listGroups()).groups).toMatchObject([{ groupId: 'g' }]);
  });

  it('refuses a second broker on the same port or the same folder', async () => {
    const otherDir = join(dataDir, 'other');
    const samePort = DevBroker.start({ port: broker.port, dataDir: otherDir });
    await expect(samePort).rejects.toMatchObject({ code: 'DEV_BROKER_PORT_IN_USE' });
    const sameFolder = DevBroker.start({ port: 0, dataDir });
    await expect(sameFolder).rejects.toMatchObject({ code: 'DEV_BROKER_DATA_DIR_IN_USE' });
  });
});
