/** Builds a response out of the protocol's pre-flexible primitives, in a buffer that doubles when full. */
export class Writer {
  private buffer = Buffer.allocUnsafe(256);
  private length = 0;

  int8(value: number): this {
    const start = this.reserve(1);
    this.buffer.writeInt8(value, start);
    return this;
  }

  boolean(value: boolean): this {
    return this.int8(value ? 1 : 0);
  }

  int16(value: number): this {
    const start = this.reserve(2);
    this.buffer.writeInt16BE(value, start);
    return this;
  }

  int32(value: number): this {
    const start = this.reserve(4);
    this.buffer.writeInt32BE(value, start);
    return this;
  }

  int64(value: number): this {
    const start = this.reserve(8);
    this.buffer.writeBigInt64BE(BigInt(value), start);
    return this;
  }

  string(value: string): this {
    const bytes = Buffer.from(value, 'utf8');
    return this.int16(bytes.length).raw(bytes);
  }

  nullableString(value: string | null): this {
    return value === null ? this.int16(-1) : this.string(value);
  }

  bytes(value: Buffer): this {
    return this.int32(value.length).raw(value);
  }

  array<T>(items: readonly T[], writeItem: (item: T) => void): this {
    this.int32(items.length);
    for (const item of items) writeItem(item);
    return this;
  }

  raw(value: Buffer): this {
    const start = this.reserve(value.length);
    value.copy(this.buffer, start);
    return this;
  }

  toBuffer(): Buffer {
    return this.buffer.subarray(0, this.length);
  }

  /** May replace the buffer: call it before touching `this.buffer`, not in the arguments of the write. */
  private reserve(size: number): number {
    const start = this.length;
    this.length += size;
    if (this.length > this.buffer.length) this.grow();
    return start;
  }

  private grow(): void {
    const grown = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.length));
    this.buffer.copy(grown);
    this.buffer = grown;
  }
}
