import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { Zstd } from '@hpcc-js/wasm-zstd';
import type { KafkaMessage } from 'kafkajs';
import { compressFrameSync } from 'lz4-napi';
import { compressSync } from 'snappy';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deadLetterTopic, TOPICS } from '@gauntlet/contracts';
import { waitFor } from '@gauntlet/testing';
import { batchBytes, type BatchForm, type RawRecord } from '../../test/batch-bytes';
import { type Followed, IS_APACHE_KAFKA } from '../../test/cluster';
import { handlerOf } from '../../test/consuming-app';
import { publishAccepted } from '../../test/events';
import { produceBatch } from '../../test/produce-batch';
import { specWorld } from '../../test/spec-world';
import { RecordReader, type StoredRecord } from '../index';

const topic = TOPICS.accepted;
const world = specWorld();
let letters: Followed;
let group: string;

beforeAll(async () => {
  letters = await world.cluster.follow(deadLetterTopic('guardrail'));
});
afterAll(() => letters.stop());
beforeEach(async () => {
  group = await world.cluster.newGroup([topic]);
});

async function produce(records: readonly RawRecord[], form?: BatchForm): Promise<void> {
  const [broker = ''] = world.cluster.brokers;
  expect(await produceBatch(broker, { topic, partition: 1, batch: batchBytes(records, form) })).toBe(0);
}

function letterOf(key: string) {
  const find = () => letters.messages.find((letter) => letter.key?.toString() === key);
  return waitFor(find, { deadlineMs: 20_000, description: `the dead letter of ${key}` });
}

/** All that is in a topic now, as a command reads it. */
async function readAll(topic: string): Promise<readonly StoredRecord[]> {
  const found: StoredRecord[] = [];
  const client = { clientId: 'spec', brokers: world.cluster.brokers };
  const onRecord = (record: StoredRecord) => found.push(record);
  const reader = await RecordReader.open(client, { topics: [topic], from: 'beginning', onRecord });
  await reader.caughtUp;
  await reader.close();
  return found;
}

/** Starts a consumer behind what was produced, and sees it work on every request that comes after. */
async function expectToGoOn(): Promise<void> {
  const handled = new Set<string>();
  const controllers = [handlerOf(topic, group, ({ key }) => void handled.add(key))];
  const app = await world.apps.start({ groups: [{ group }], controllers });
  const keys = await publishAccepted(app.publisher, 12);
  await waitFor(() => keys.every((key) => handled.has(key)), { deadlineMs: 20_000, description: 'the requests after' });
  await world.cluster.caughtUp(group, topic);
}

describe('a record that a stranger wrote', () => {
  it.each<[string, NonNullable<RawRecord['headers']>, Record<string, string>]>([
    ['a header without a value', [['nohdr', null]], { nohdr: '' }],
    [
      'headers named as members of Object',
      [
        ['constructor', 'y'],
        ['toString', 'z'],
        ['__proto__', 'p'],
      ],
      { constructor: 'y', toString: 'z' },
    ],
    [
      'a repeated header, once without a value',
      [
        ['twice', null],
        ['twice', 'b'],
      ],
      { twice: ',b' },
    ],
    ['a header without a name', [['', 'x']], { '': 'x' }],
    [
      'names and values that are no UTF-8',
      [[Buffer.from([0xff]), Buffer.from([0xfe]).toString('latin1')]],
      { '\ufffd': 'þ' },
    ],
    [
      'a baggage that can’t be decoded',
      [
        ['baggage', 'a=%E0%A4%A'],
        ['traceparent', '00-zz'],
      ],
      { baggage: 'a=%E0%A4%A' },
    ],
  ])('with %s is a dead letter, and the group goes on', async (_what, headers, expected) => {
    const key = randomUUID();
    await produce([{ key, value: 'x', headers }]);
    await expectToGoOn();
    const letter = await letterOf(key);
    expect(letter.value?.toString()).toBe('x');
    expect(letter.headers?.['dlq-cut']).toBeUndefined();
    for (const [name, value] of Object.entries(expected)) expect(String(letter.headers?.[name])).toBe(value);
  });

  it('can be read back from the dead letters, whatever its headers', async () => {
    const key = randomUUID();
    await produce([
      {
        key,
        value: 'x',
        headers: [
          ['none', null],
          ['constructor', 'y'],
        ],
      },
    ]);
    await expectToGoOn();
    await letterOf(key);
    const found = await readAll(deadLetterTopic('guardrail'));
    const letter = found.find((one) => one.key?.toString() === key);
    expect([letter?.headers.none, letter?.headers.constructor].map(String)).toEqual(['', 'y']);
  });

  // Apache Kafka refuses most of these times, unless the topic says otherwise.
  it.skipIf(IS_APACHE_KAFKA).each([2n ** 63n - 1n, -(2n ** 63n), -1n, 8_640_000_000_000_001n])(
    'is read with a time that a date can be, though its producer said %s',
    async (time) => {
      const [key, topic] = [randomUUID(), deadLetterTopic('prompt-render')];
      const [broker = ''] = world.cluster.brokers;
      await produceBatch(broker, { topic, partition: 0, batch: batchBytes([{ key }], { time }) });
      const letter = (await readAll(topic)).find((one) => one.key?.toString() === key);
      expect(new Date(letter?.writtenAt ?? NaN).getFullYear()).toBe(new Date().getFullYear());
    },
  );

  it.each<[string, number, () => Promise<NonNullable<BatchForm['pack']>>]>([
    ['gzip', 1, async () => gzipSync],
    ['snappy', 2, async () => compressSync],
    ['lz4', 3, async () => compressFrameSync],
    [
      'zstd',
      4,
      async () => {
        const library = await Zstd.load();
        return (records) => Buffer.from(library.compress(records));
      },
    ],
  ])('may be packed by %s', async (_name, codec, packer) => {
    const key = randomUUID();
    await produce([{ key, value: 'x' }], { codec, pack: await packer() });
    await expectToGoOn();
    expect((await letterOf(key)).value?.toString()).toBe('x');
  });

  it.runIf(IS_APACHE_KAFKA).each(['gzip', 'snappy', 'lz4', 'zstd', 'producer'])(
    'may be packed by the broker, whose topic says %s',
    async (codec) => {
      await world.cluster.pack(topic, codec);
      const key = randomUUID();
      await produce([{ key, value: 'x'.repeat(10_000) }]);
      await expectToGoOn();
      expect((await letterOf(key)).value?.toString()).toBe('x'.repeat(10_000));
    },
  );
});

// Apache Kafka opens batches and takes none of these; they lie in a log that was damaged later.
describe.skipIf(IS_APACHE_KAFKA)('a batch that can’t be read', () => {
  it.each<[string, BatchForm, string]>([
    ['in a codec that nobody knows', { codec: 6 }, 'codec 6'],
    ['that is not packed as it says', { codec: 3 }, 'no LZ4 frame'],
  ])('%s is one dead letter that names its offsets, and the partition goes on', async (_what, form, problem) => {
    const mark = randomUUID();
    await produce([{ value: mark }, { value: 'y' }, { value: 'z' }], form);
    await expectToGoOn();
    const isIt = ({ headers, value }: KafkaMessage) =>
      headers?.['dlq-group']?.toString() === group && value?.includes(mark);
    const letter = await waitFor(() => letters.messages.find(isIt), { deadlineMs: 20_000, description: 'its letter' });
    const texts = Object.fromEntries(Object.entries(letter.headers ?? {}).map(([name, one]) => [name, String(one)]));
    expect(texts).toMatchObject({ 'dlq-topic': topic, 'dlq-partition': '1', 'dlq-error-code': 'unreadable_batch' });
    expect(Number(texts['dlq-offset']) - Number(texts['dlq-first-offset'])).toBe(2);
    expect(texts['dlq-error-message']).toContain(problem);
  });
});
