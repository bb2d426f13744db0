const MORE_FOLLOWS = 0x80;
const OTHER_BITS = 0x7f;
const VARINT_BITS = 35;
const VARLONG_BITS = 70n;
/** Keys, values, and both parts of headers, of all records of a batch; each costs memory however small it is. */
const MAX_FIELDS = 500_000;

/** Reads the fields of a record one after the other; a field that goes past the end is a RangeError. */
export class RecordCursor {
  private at = 0;
  private fields = 0;

  constructor(private readonly bytes: Buffer) {}

  get position(): number {
    return this.at;
  }

  get isAtEnd(): boolean {
    return this.at === this.bytes.length;
  }

  skipByte(): void {
    this.byte();
  }

  varint(): number {
    let raw = 0;
    for (let shift = 0; shift < VARINT_BITS; shift += 7) {
      const byte = this.byte();
      raw |= (byte & OTHER_BITS) << shift;
      if (byte < MORE_FOLLOWS) return (raw >>> 1) ^ -(raw & 1);
    }
    throw new RangeError('a number is too long');
  }

  varlong(): bigint {
    let raw = 0n;
    for (let shift = 0n; shift < VARLONG_BITS; shift += 7n) {
      const byte = this.byte();
      raw |= BigInt(byte & OTHER_BITS) << shift;
      if (byte < MORE_FOLLOWS) return (raw >> 1n) ^ -(raw & 1n);
    }
    throw new RangeError('a number is too long');
  }

  /** Bytes behind their length; null where there are none. */
  nullableBytes(): Buffer | null {
    const length = this.varint();
    return length === -1 ? null : this.take(length);
  }

  take(length: number): Buffer {
    this.fields += 1;
    if (this.fields > MAX_FIELDS) throw new RangeError(`it has more than ${MAX_FIELDS} fields`);
    const end = this.at + length;
    if (length < 0 || end > this.bytes.length) throw new RangeError('a field goes past the end of the record');
    const taken = this.bytes.subarray(this.at, end);
    this.at = end;
    return taken;
  }

  private byte(): number {
    const byte = this.bytes[this.at];
    if (byte === undefined) throw new RangeError('it ends in the middle of a record');
    this.at += 1;
    return byte;
  }
}
