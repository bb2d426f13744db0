import { describe, expect, it } from 'vitest';
import { MalformedRequestError } from './malformed-request.error';
import { Reader } from './reader';
import { Writer } from './writer';

describe('Reader and Writer', () => {
  it('read back what was written', () => {
    const writer = new Writer().int8(-1).boolean(true).int16(-2).int32(-3).int64(-4).string('ä').nullableString(null);
    const bytes = writer
      .bytes(Buffer.from('raw'))
      .array([1, 2], (item) => writer.int32(item))
      .toBuffer();

    const reader = new Reader(bytes);

    expect([reader.int8(), reader.int8(), reader.int16(), reader.int32(), reader.int64()]).toEqual([-1, 1, -2, -3, -4]);
    expect([reader.string(), reader.nullableString()]).toEqual(['ä', null]);
    expect(reader.bytes()).toEqual(Buffer.from('raw'));
    expect(reader.array(() => reader.int32())).toEqual([1, 2]);
  });

  it.each([1, 3, 7, 100])('keep every value when the buffer grows within a field, after %i bytes', (prefix) => {
    const writer = new Writer().raw(Buffer.alloc(prefix, 7));
    for (let i = 0; i < 200; i++)
      writer
        .int64(i)
        .int16(i)
        .int8(i % 100);

    const reader = new Reader(writer.toBuffer().subarray(prefix));

    for (let i = 0; i < 200; i++) expect([reader.int64(), reader.int16(), reader.int8()]).toEqual([i, i, i % 100]);
  });

  it.each([
    ['a field that is cut off', Buffer.from([0, 0])],
    ['an array that claims more items than there are bytes', Buffer.from([0x7f, 0xff, 0xff, 0xff])],
  ])('refuse %s', (_, bytes) => {
    const reader = new Reader(bytes);
    expect(() => reader.array(() => reader.string())).toThrow(MalformedRequestError);
  });

  it('refuse a number that would lose digits', () => {
    const reader = new Reader(Buffer.alloc(8, 0x7f));
    expect(() => reader.int64()).toThrow(MalformedRequestError);
  });
});
