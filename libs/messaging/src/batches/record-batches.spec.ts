import { compressFrameSync } from 'lz4-napi';
import { describe, expect, it } from 'vitest';
import { batchBytes, type BatchForm, type RawRecord } from '../../test/batch-bytes';
import { readBatches } from './record-batches';
import { unreadableBatch } from './unreadable-batch';

const LZ4 = 3;
const recordWith = (headers: number): RawRecord => ({ headers: Array(headers).fill(['h', 'x']) });
const three = [{ value: 'a' }, { value: 'b' }, { value: 'c' }];

async function offsetsAndErrors(bytes: Buffer) {
  const records = await readBatches(bytes);
  return records.map((record) => [Number(record.offset), unreadableBatch(record)?.code ?? null]);
}

describe('readBatches', () => {
  it('reads every batch with offsets, times, keys, values and headers', async () => {
    const first = batchBytes([{ key: 'k', value: 'v', headers: [['h', 'x']] }, { value: null }], { baseOffset: 7 });
    const records = await readBatches(Buffer.concat([first, batchBytes([{ value: 'w' }], { baseOffset: 9 })]));
    expect(records.map(({ offset, key, value }) => [offset, key?.toString(), value?.toString()])).toEqual([
      ['7', 'k', 'v'],
      ['8', undefined, undefined],
      ['9', undefined, 'w'],
    ]);
    expect(records[0]?.headers.h?.toString()).toBe('x');
    expect(Math.abs(Number(records[0]?.timestamp) - Date.now())).toBeLessThan(60_000);
  });

  it('takes header names for names, whatever members an Object has', async () => {
    const names = ['constructor', '__proto__', 'toString', 'hasOwnProperty', ''];
    const headers = names.map((name) => [name, `value of ${name}`] as const);
    const [record] = await readBatches(batchBytes([{ value: 'v', headers }]));
    expect(Object.keys(record?.headers ?? {})).toEqual(names);
    for (const [name, value] of headers) expect(record?.headers[name]?.toString()).toBe(value);
  });

  it('gives a header without a value an empty one, and a repeated one all its values', async () => {
    const headers = [
      ['none', null],
      ['twice', 'a'],
      ['twice', null],
      ['twice', 'b'],
    ] as const;
    const [record] = await readBatches(batchBytes([{ value: 'v', headers }]));
    expect(record?.headers.none).toEqual(Buffer.alloc(0));
    expect([record?.headers.twice].flat().map(String)).toEqual(['a', '', 'b']);
  });

  it('reads a name that is no UTF-8', async () => {
    const [record] = await readBatches(batchBytes([{ value: 'v', headers: [[Buffer.from([0xff, 0xfe]), 'x']] }]));
    expect(Object.keys(record?.headers ?? {})).toEqual(['\ufffd\ufffd']);
  });

  it.each<[string, BatchForm]>([
    ['with a wrong checksum', { spoil: (batch) => batch.writeUInt8(batch.readUInt8(70) ^ 1, 70) }],
    ['in a codec that nobody knows', { codec: 6 }],
    ['that is not packed as it says', { codec: LZ4 }],
    ['of fewer records than it says', { pack: (records) => records.subarray(0, 9) }],
    ['of more records than it says', { pack: (records) => Buffer.concat([records, records]) }],
    ['of records that are none', { pack: () => Buffer.alloc(50, 0xff) }],
    ['that unpacks to too much', { codec: LZ4, pack: () => compressFrameSync(Buffer.alloc(9 * 1_048_576)) }],
  ])('lets one record at its last offset stand in for a batch %s, and goes on behind it', async (_what, form) => {
    const bad = batchBytes(three, { baseOffset: 4, ...form });
    const bytes = Buffer.concat([batchBytes([{ value: 'before' }], { baseOffset: 3 }), bad]);
    const all = Buffer.concat([bytes, batchBytes([{ value: 'after' }], { baseOffset: 7 })]);
    const records = await readBatches(all);
    expect(records.map(({ offset }) => offset)).toEqual(['3', '6', '7']);
    expect(records[1]?.value?.equals(bad)).toBe(true);
    expect(records[1] && unreadableBatch(records[1])?.message).toContain('the offsets 4 to 6');
  });

  it('reads no batch of a format that has no headers', async () => {
    const spoil = (batch: Buffer) => batch.writeInt8(1, 16);
    expect(await offsetsAndErrors(batchBytes(three, { baseOffset: 4, spoil }))).toEqual([[4, 'unreadable_batch']]);
  });

  it('believes no last offset that its own count of records speaks against', async () => {
    const spoil = (batch: Buffer) => batch.writeInt32BE(2_000_000, 23);
    expect(await offsetsAndErrors(batchBytes(three, { baseOffset: 4, spoil }))).toEqual([[4, 'unreadable_batch']]);
  });

  it.each([
    ['headers of a record than can be written again', 1, 1_001, 'a record has more than 1000 headers'],
    ['fields than memory should hold', 300, 1_000, 'it has more than 500000 fields'],
  ])('reads no batch with more %s', async (_what, records, headers, problem) => {
    const [record] = await readBatches(batchBytes(Array(records).fill(recordWith(headers))));
    expect(record && unreadableBatch(record)?.message).toContain(problem);
  });

  it('leaves a batch that the fetch cut off to the next one', async () => {
    const [whole, cut] = [batchBytes(three), batchBytes(three, { baseOffset: 3 }).subarray(0, -1)];
    expect(await offsetsAndErrors(Buffer.concat([whole, cut]))).toHaveLength(3);
    expect(await offsetsAndErrors(whole.subarray(0, 16))).toEqual([]);
    expect(await offsetsAndErrors(Buffer.alloc(0))).toEqual([]);
  });

  it('takes only so much at a time, however many batches a fetch brought', async () => {
    const large = { codec: LZ4, pack: (records: Buffer) => compressFrameSync(records) };
    const records = [{ value: Buffer.alloc(3 * 1_048_576) }];
    const batches = [0, 1, 2, 3, 4].map((baseOffset) => batchBytes(records, { ...large, baseOffset }));
    expect(await offsetsAndErrors(Buffer.concat(batches))).toHaveLength(3);
  });
});
