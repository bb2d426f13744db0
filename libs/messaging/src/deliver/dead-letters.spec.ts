import { describe, expect, it } from 'vitest';
import { InvalidEventError } from '@gauntlet/contracts';
import { AssignedPartition } from '../consume/assigned-partition';
import { BrokerUnavailableError } from '../messaging.errors';
import type { OutgoingRecord } from '../publish/outgoing-record';
import { RecordWriter } from '../publish/record-writer';
import { DeadLetters } from './dead-letters';

const MEBIBYTE = 1_048_576;
const tooLarge = Object.assign(new Error('too large'), { type: 'MESSAGE_TOO_LARGE' });

/** Writes a dead letter of a record to a topic that takes only so much, and gives back what was written. */
async function letterOf(record: Partial<Omit<OutgoingRecord, 'key'>> & { key?: Buffer }, takes: number) {
  const written: OutgoingRecord[] = [];
  const send = async (records: readonly OutgoingRecord[]) => {
    const bytes = (one: OutgoingRecord) => (one.value?.length ?? 0) + Object.values(one.headers).join('').length;
    if (records.some((one) => bytes(one) > takes)) throw tooLarge;
    for (const { headers } of records) for (const value of Object.values(headers)) Buffer.byteLength(value as Buffer);
    written.push(...records);
    return records.map(() => ({ partition: 0, offset: '0' }));
  };
  const transport = { send, close: () => Promise.resolve() };
  const writer = new RecordWriter({ transport, timeoutMs: 5_000, onBatch: () => undefined });
  const message = { offset: '7', key: null, value: null, timestamp: '0', attributes: 0, headers: {}, ...record };
  const held = { message, offset: 7n, partition: new AssignedPartition('t', 0, 7n) };
  const failure = { error: new InvalidEventError('t', []), attempts: 1, group: 'g' };
  await new DeadLetters(writer, 'guardrail').write(held, failure);
  return written[0];
}

describe('DeadLetters', () => {
  it('takes every refusal for an outage, so that the message is kept and not dropped', async () => {
    await expect(letterOf({ value: Buffer.from('x') }, -1)).rejects.toThrow(BrokerUnavailableError);
  });

  it('writes a record as it was, with the reasons in place of headers that only look like them', async () => {
    const headers = { 'dlq-group': 'forged', 'dlq-cut': 'forged', constructor: Buffer.from('y') };
    const letter = await letterOf({ value: Buffer.from('x'), key: Buffer.from('k'), headers }, MEBIBYTE);
    expect(letter?.value?.toString()).toBe('x');
    expect(letter?.key?.toString()).toBe('k');
    expect(letter?.headers).toMatchObject({ 'dlq-group': 'g', 'dlq-topic': 't', 'dlq-offset': '7' });
    expect(String(letter?.headers.constructor)).toBe('y');
    expect(letter?.headers['dlq-cut']).toBeUndefined();
  });

  it('cuts a record that the topic does not take as it is, and says so', async () => {
    const value = Buffer.alloc(MEBIBYTE, 'v');
    const headers = { small: Buffer.from('kept'), large: Buffer.alloc(100_000) };
    const letter = await letterOf({ value, headers }, MEBIBYTE);
    expect(letter?.value?.equals(value.subarray(0, 512 * 1_024))).toBe(true);
    expect(Object.keys(letter?.headers ?? {})).toContain('small');
    expect(letter?.headers['dlq-cut']).toContain('1048576 bytes');
    expect(letter?.headers['dlq-cut']).toContain('1 headers left out');
  });

  it('never sends more than a topic of dead letters takes', async () => {
    const letter = await letterOf({ value: Buffer.alloc(8 * MEBIBYTE) }, 100 * MEBIBYTE);
    expect(letter?.value).toHaveLength(512 * 1_024);
  });

  it('writes the reasons alone where nothing of a record can be encoded', async () => {
    const letter = await letterOf({ headers: { bad: (() => 'a function') as never } }, MEBIBYTE);
    expect(letter).toMatchObject({ key: null, value: null });
    expect(letter?.headers).toMatchObject({ 'dlq-topic': 't', 'dlq-offset': '7', 'dlq-group': 'g' });
    expect(letter?.headers['dlq-cut']).toBeTruthy();
  });
});
