import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { CompressionCodecs, CompressionTypes } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { encodeEvent, MAX_EVENT_BYTES, TOPICS } from '@gauntlet/contracts';
import { waitFor } from '@gauntlet/testing';
import { TestCluster } from '../../test/cluster';
import { handlerOf } from '../../test/consuming-app';
import { acceptedEvent } from '../../test/events';
import { RunningApps } from '../../test/running-apps';
import { createKafkaClient } from '../cluster/kafka-client';
import { type Compression, COMPRESSIONS, packedBy } from '../codecs/pack';
import { unpack } from '../codecs/unpack';
import { KafkaProducer } from './kafka-producer';

const topic = TOPICS.accepted;
const PACKED = COMPRESSIONS.filter((one) => one !== 'none');
// kafkajs as users have it, in a process in which nothing of ours stands in its place.
const USERS_CONSUMER = `
  const { Kafka, logLevel } = require('kafkajs');
  const [brokers, topic, groupId, wanted] = process.argv.slice(1);
  const consumer = new Kafka({ brokers: [brokers], logLevel: logLevel.NOTHING }).consumer({ groupId });
  const eachMessage = async ({ message }) => {
    if (String(message.headers.ce_id) !== wanted) return;
    process.stdout.write(message.value, () => process.exit());
  };
  consumer.connect().then(() => consumer.subscribe({ topic, fromBeginning: true })).then(() => consumer.run({ eachMessage }));`;

let cluster: TestCluster;
const apps = new RunningApps(() => cluster.brokers);

beforeAll(async () => {
  cluster = await TestCluster.start();
}, 60_000);
afterAll(async () => {
  await apps.stopAll();
  await cluster.stop();
});

/** Writes small events as one batch and the largest that there is as another; gives all of them. */
async function write(compression: Compression) {
  const producer = new KafkaProducer(createKafkaClient({ clientId: 'spec', brokers: cluster.brokers }), compression);
  onTestFinished(() => producer.close());
  const [large, ...small] = Array.from({ length: 11 }, () => acceptedEvent());
  if (!large) throw new Error('there is no event');
  large.content.input = '';
  const room = MAX_EVENT_BYTES - encodeEvent(large).value.length;
  large.content.input = 'x'.repeat(room);
  for (const batch of [small, [large]]) {
    await producer.send(batch.map((event) => ({ topic, ...encodeEvent(event) })));
  }
  return { small, large };
}

describe('compression', () => {
  it.each(PACKED)('packs with %s, small batches and large ones, what is read again', async (compression) => {
    const type = packedBy(compression) as Exclude<CompressionTypes, CompressionTypes.None>;
    for (const records of [Buffer.from('a line again\n'.repeat(50)), Buffer.from('a line again\n'.repeat(50_000))]) {
      const packed: Buffer = await CompressionCodecs[type]().compress({ buffer: records });
      expect(packed.length).toBeLessThan(records.length / 4);
      expect((await unpack(type, packed, records.length)).equals(records)).toBe(true);
    }
  });

  // Comes before what a consumer of that kind ends at: batches in lz4 or snappy.
  it.each(['none', 'gzip'] as const)(
    'writes with %s what a consumer with kafkajs alone reads',
    async (compression) => {
      const { small, large } = await write(compression);
      for (const event of [...small.slice(0, 1), large]) {
        const reader = [cluster.brokers[0] ?? '', topic, `users-${event.id}`, event.id];
        const { stdout } = await promisify(execFile)(process.execPath, ['-e', USERS_CONSUMER, ...reader], {
          cwd: __dirname,
          maxBuffer: 2 * MAX_EVENT_BYTES,
          timeout: 25_000,
        });
        expect(stdout).toBe(String(encodeEvent(event).value));
      }
    },
    60_000,
  );

  it.each(COMPRESSIONS)('brings events that were written with %s to a group', async (compression) => {
    const group = await cluster.newGroup([topic], compression);
    const handled = new Map<string, string>();
    const handle = handlerOf(topic, group, ({ key, content }) => void handled.set(key, content.input));
    await apps.start({ groups: [{ group }], controllers: [handle] });
    const { small, large } = await write(compression);
    await waitFor(() => handled.size === 11, { deadlineMs: 20_000, description: 'all events' });
    for (const { key, content } of [...small, large]) expect(handled.get(key)).toBe(content.input);
  });
});
