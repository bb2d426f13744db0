import { KafkaJSConnectionError } from 'kafkajs';
import { describe, expect, it } from 'vitest';
import { InvalidEventError } from '@gauntlet/contracts';
import { BrokerUnavailableError } from '../messaging.errors';
import type { OutgoingRecord, RecordPosition, RecordTransport } from './outgoing-record';
import { RecordWriter } from './record-writer';

/** A cluster of one partition that can be told to fail. */
class FakeTransport implements RecordTransport {
  readonly requests: OutgoingRecord[][] = [];
  readonly log: OutgoingRecord[] = [];
  failures: ((records: readonly OutgoingRecord[]) => Error | null)[] = [];
  closed = false;

  async send(records: readonly OutgoingRecord[]): Promise<RecordPosition[]> {
    this.requests.push([...records]);
    const failure = this.failures.map((fail) => fail(records)).find((error) => error !== null);
    if (failure) throw failure;
    return records.map((record) => ({ partition: 0, offset: String(this.log.push(record) - 1) }));
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}

const record = (key: string, bytes = 10): OutgoingRecord => ({
  topic: 't',
  key,
  value: Buffer.alloc(bytes),
  headers: {},
});

function writerWith(transport: FakeTransport, timeoutMs = 5_000): RecordWriter {
  return new RecordWriter({ transport, timeoutMs, onBatch: () => undefined });
}

function refusal(type: string): Error {
  return new Error('wrapped', { cause: Object.assign(new Error(type), { type }) });
}

describe('RecordWriter', () => {
  it('sends what is written together in one request, in order', async () => {
    const transport = new FakeTransport();
    const writer = writerWith(transport);
    const positions = await Promise.all(['a', 'b', 'c'].map((key) => writer.write(record(key))));
    expect(transport.requests.map((records) => records.map(({ key }) => key))).toEqual([['a', 'b', 'c']]);
    expect(positions.map(({ offset }) => offset)).toEqual(['0', '1', '2']);
  });

  it('keeps a request below the size that Kafka takes per partition', async () => {
    const transport = new FakeTransport();
    const writer = writerWith(transport);
    await Promise.all([1, 2, 3, 4, 5].map((key) => writer.write(record(String(key), 200_000))));
    expect(transport.requests.map(({ length }) => length)).toEqual([2, 2, 1]);
  });

  it('sends a record alone that is larger than a batch may be', async () => {
    const transport = new FakeTransport();
    const writer = writerWith(transport);
    await Promise.all([writer.write(record('small')), writer.write(record('large', 2_000_000))]);
    expect(transport.requests.map(({ length }) => length)).toEqual([1, 1]);
  });

  it('tries again while the broker is away, and keeps the order', async () => {
    const transport = new FakeTransport();
    transport.failures = [
      () => (transport.requests.length < 3 ? new KafkaJSConnectionError('connection refused') : null),
    ];
    const writer = writerWith(transport);
    await Promise.all(['a', 'b'].map((key) => writer.write(record(key))));
    expect(transport.requests.at(-1)?.map(({ key }) => key)).toEqual(['a', 'b']);
  });

  it.each([
    ['the broker goes away', new KafkaJSConnectionError('connection refused')],
    ['the client has a fault that passes', new TypeError('x of undefined')],
  ])('keeps the order when %s while records of a refused batch go one by one', async (_, error) => {
    const transport = new FakeTransport();
    const errors = [refusal('MESSAGE_TOO_LARGE'), error, error];
    transport.failures = [() => errors.shift() ?? null];
    const writer = writerWith(transport);
    await Promise.all(['a', 'b', 'c', 'd'].map((key) => writer.write(record(key))));
    expect(transport.log.map(({ key }) => key)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('gives up at the timeout with an error that names the broker', async () => {
    const transport = new FakeTransport();
    transport.failures = [() => new KafkaJSConnectionError('connection refused')];
    const writing = writerWith(transport, 50).write(record('a'));
    await expect(writing).rejects.toMatchObject({
      code: 'broker_unavailable',
      retryable: true,
      dependency: 'broker',
      cause: { message: 'connection refused' },
    });
  });

  it('refuses only the record that Kafka refuses, not those beside it', async () => {
    const transport = new FakeTransport();
    transport.failures = [
      (records) => (records.some(({ key }) => key === 'bad') ? refusal('MESSAGE_TOO_LARGE') : null),
    ];
    const writer = writerWith(transport);
    const results = await Promise.allSettled(['a', 'bad', 'b'].map((key) => writer.write(record(key))));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(results[1]).toMatchObject({ reason: expect.any(InvalidEventError) });
  });

  it('refuses only the record that can’t be sent, which is no outage', async () => {
    const transport = new FakeTransport();
    const unsendable = new TypeError('The "string" argument must be of type string');
    transport.failures = [(records) => (records.some(({ key }) => key === 'bad') ? unsendable : null)];
    const writer = writerWith(transport);
    const results = await Promise.allSettled(['a', 'bad', 'b'].map((key) => writer.write(record(key))));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(results[1]).toMatchObject({ reason: { retryable: false, message: expect.stringContaining('TypeError') } });
  });

  it('forgives the client a fault that passes', async () => {
    const transport = new FakeTransport();
    transport.failures = [() => (transport.requests.length < 3 ? new TypeError('x of undefined') : null)];
    await expect(writerWith(transport).write(record('a'))).resolves.toMatchObject({ offset: '0' });
  });

  it('calls a missing topic a broker problem, since nothing is wrong with the record', async () => {
    const transport = new FakeTransport();
    transport.failures = [() => refusal('UNKNOWN_TOPIC_OR_PARTITION')];
    await expect(writerWith(transport).write(record('a'))).rejects.toBeInstanceOf(BrokerUnavailableError);
  });

  it('refuses what goes to a denied topic, in one request for each topic', async () => {
    const transport = new FakeTransport();
    const isDenied = (records: readonly OutgoingRecord[]) => records.some(({ topic }) => topic === 'denied');
    transport.failures.push((records) => (isDenied(records) ? refusal('TOPIC_AUTHORIZATION_FAILED') : null));
    const writer = writerWith(transport);
    const topics = ['t', 'denied', 't', 'denied', 't', 'denied'];
    const written = topics.map((topic, key) => writer.write({ ...record(String(key)), topic }));
    const ends = await Promise.allSettled(written);
    expect(ends.map(({ status }) => status === 'fulfilled')).toEqual([true, false, true, false, true, false]);
    expect(transport.requests.map(({ length }) => length)).toEqual([6, 3, 3]);
    await expect(written[1]).rejects.toThrow('allow this client to write it');
  });

  it('refuses more than ten thousand waiting records at once', async () => {
    const transport = new FakeTransport();
    const writer = writerWith(transport);
    const writes = Array.from({ length: 10_001 }, (_one, index) => writer.write(record(String(index))));
    const results = await Promise.allSettled(writes);
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(results.at(-1)).toMatchObject({ reason: expect.any(BrokerUnavailableError) });
  });

  it('sends what waits before it closes, and takes nothing afterwards', async () => {
    const transport = new FakeTransport();
    const writer = writerWith(transport);
    const writing = writer.write(record('a'));
    await writer.close();
    await expect(writing).resolves.toEqual({ partition: 0, offset: '0' });
    expect(transport.closed).toBe(true);
    await expect(writer.write(record('b'))).rejects.toBeInstanceOf(BrokerUnavailableError);
  });
});
