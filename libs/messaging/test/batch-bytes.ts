import crc32c from 'kafkajs/src/protocol/recordBatch/crc32C/index.js';

/** A record as a producer of another make may write it; a header's name or value may be anything. */
export interface RawRecord {
  readonly key?: string | null;
  readonly value?: Buffer | string | null;
  readonly headers?: readonly (readonly [name: string | Buffer, value: Buffer | string | null])[];
}

/** How a batch is packed, and what is wrong with it. */
export interface BatchForm {
  readonly baseOffset?: number;
  /** What the producer says, in milliseconds since the epoch. */
  readonly time?: bigint;
  readonly codec?: number;
  readonly pack?: (records: Buffer) => Buffer;
  /** Changes the batch after its checksum was taken. */
  readonly spoil?: (batch: Buffer) => void;
}

/** The bytes of a batch, written here and not by the code that is tested. */
export function batchBytes(records: readonly RawRecord[], form: BatchForm = {}): Buffer {
  const { baseOffset = 0, time = BigInt(Date.now()), codec = 0 } = form;
  const { pack = (bytes: Buffer) => bytes, spoil = () => undefined } = form;
  const body = pack(Buffer.concat(records.map(recordBytes)));
  const batch = Buffer.alloc(61 + body.length);
  batch.writeBigInt64BE(BigInt(baseOffset), 0);
  batch.writeInt32BE(batch.length - 12, 8);
  batch.writeInt8(2, 16);
  batch.writeInt16BE(codec, 21);
  batch.writeInt32BE(records.length - 1, 23);
  for (const at of [27, 35]) batch.writeBigInt64BE(time, at);
  batch.fill(0xff, 43, 57);
  batch.writeInt32BE(records.length, 57);
  body.copy(batch, 61);
  batch.writeUInt32BE(crc32c(batch.subarray(21)), 17);
  spoil(batch);
  return batch;
}

function recordBytes({ key = null, value = null, headers = [] }: RawRecord, index: number): Buffer {
  const fields = headers.flatMap(([name, one]) => [sized(name), sized(one)]);
  const body = [
    Buffer.from([0]),
    varint(0),
    varint(index),
    sized(key),
    sized(value),
    varint(headers.length),
    ...fields,
  ];
  return sized(Buffer.concat(body));
}

function sized(bytes: Buffer | string | null): Buffer {
  if (bytes === null) return varint(-1);
  const own = Buffer.from(bytes as string);
  return Buffer.concat([varint(own.length), own]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let left = ((value << 1) ^ (value >> 31)) >>> 0;
  for (; left >= 0x80; left >>>= 7) bytes.push((left & 0x7f) | 0x80);
  return Buffer.from([...bytes, left]);
}
