import { MalformedRequestError } from './malformed-request.error';

/** Reads the protocol's pre-flexible primitives in order; every read past the end throws MalformedRequestError. */
export class Reader {
  private position = 0;

  constructor(private readonly buffer: Buffer) {}

  int8(): number {
    return this.buffer.readInt8(this.take(1));
  }

  int16(): number {
    return this.buffer.readInt16BE(this.take(2));
  }

  int32(): number {
    return this.buffer.readInt32BE(this.take(4));
  }

  /** Offsets and timestamps stay below 2^53, so a number is exact; anything beyond is refused. */
  int64(): number {
    const value = Number(this.buffer.readBigInt64BE(this.take(8)));
    if (!Number.isSafeInteger(value)) throw new MalformedRequestError(`int64 ${value} is beyond 2^53`);
    return value;
  }

  nullableString(): string | null {
    const length = this.int16();
    if (length < 0) return null;
    return this.slice(length).toString('utf8');
  }

  string(): string {
    const value = this.nullableString();
    if (value === null) throw new MalformedRequestError('null where the protocol wants a string');
    return value;
  }

  nullableBytes(): Buffer | null {
    const length = this.int32();
    if (length < 0) return null;
    return this.slice(length);
  }

  bytes(): Buffer {
    const value = this.nullableBytes();
    if (value === null) throw new MalformedRequestError('null where the protocol wants bytes');
    return value;
  }

  nullableArray<T>(readItem: () => T): T[] | null {
    const count = this.int32();
    if (count < 0) return null;
    const items: T[] = [];
    for (let i = 0; i < count; i++) items.push(readItem());
    return items;
  }

  array<T>(readItem: () => T): T[] {
    return this.nullableArray(readItem) ?? [];
  }

  private slice(length: number): Buffer {
    const start = this.take(length);
    return this.buffer.subarray(start, start + length);
  }

  private take(length: number): number {
    const start = this.position;
    if (start + length > this.buffer.length) throw new MalformedRequestError('request ends in the middle of a field');
    this.position = start + length;
    return start;
  }
}
