import { describe, expect, it } from 'vitest';
import type { OutgoingRecord, StoredRecord } from '@gauntlet/messaging';
import { deadLetters, isNotOriginal, markOf, originalOf } from './dead-letter';

const HANDLING = { how: 'dropped', by: 'alice', at: '2026-01-01T00:00:00.000Z', reason: 'a test' } as const;
const BYTES = Buffer.from([0xff, 0x00, 0x7b]);

function letter(offset: number, headers: Record<string, string> = {}): StoredRecord {
  const reasons = { 'dlq-group': 'guardrail.input', 'dlq-topic': 'llm.request.accepted.v1', 'dlq-error-code': 'x' };
  return stored({ headers: { ce_id: 'event-1', ...headers, ...reasons }, key: 'request-1', value: BYTES }, offset);
}

function stored({ key, value, headers }: Omit<OutgoingRecord, 'topic'>, offset: number): StoredRecord {
  const bytes = Object.entries(headers).map(([name, one]) => [name, Buffer.from(String(one))]);
  const place = { topic: 'guardrail.dlq.v1', partition: 2, offset: String(offset), writtenAt: offset };
  return {
    ...place,
    key: Buffer.from(String(key)),
    value,
    headers: Object.fromEntries(bytes) as Record<string, Buffer>,
  };
}

function only(records: readonly StoredRecord[]) {
  const [first, ...others] = deadLetters(records);
  if (!first || others.length > 0) throw new Error('there must be one letter');
  return first;
}

describe('a dead letter', () => {
  it('goes back as it came: bytes, key and headers, its event id among them, and the count of retries', () => {
    expect(originalOf(only([letter(7)]))).toEqual({
      topic: 'llm.request.accepted.v1',
      key: Buffer.from('request-1'),
      value: BYTES,
      headers: { ce_id: Buffer.from('event-1'), 'gauntlet-retry': '1' },
    });
    expect(originalOf(only([letter(7, { 'gauntlet-retry': '1' })])).headers['gauntlet-retry']).toBe('2');
  });

  it('is handled once its mark lies in the topic, by whom, when and why', () => {
    const one = only([letter(7)]);
    expect(one).toMatchObject({ id: 'guardrail/2/7', handling: null });
    const letters = deadLetters([letter(7), letter(8), stored(markOf(one, HANDLING), 9)]);
    expect(letters.map(({ id, handling }) => [id, handling])).toEqual([
      ['guardrail/2/7', HANDLING],
      ['guardrail/2/8', null],
    ]);
  });

  it('can not be hidden by a header of its sender', () => {
    expect(only([letter(7, { 'dlq-handled': 'dropped', 'dlq-letter': 'guardrail/2/7' })]).handling).toBeNull();
  });

  it.each([
    ['it holds a batch that could not be read', { 'dlq-first-offset': '5' }, 'batch'],
    ['it was cut', { 'dlq-cut': 'of value 3000000 bytes' }, '3000000'],
    ['it names no topic', { 'dlq-topic': '' }, 'topic'],
  ])('can not be put back when %s', (_why, headers, problem) => {
    const whole = letter(7);
    const changed = stored({ ...whole, headers: { ...whole.headers, ...headers } }, 7);
    expect(isNotOriginal(only([changed]))).toContain(problem);
    expect(isNotOriginal(only([whole]))).toBeNull();
  });
});
