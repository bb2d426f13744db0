import { crc32c } from './crc32c';

/** Where one batch lies in a run of batches, and the offsets that it holds. */
export interface BatchPlace {
  position: number;
  size: number;
  baseOffset: number;
  nextOffset: number;
  /** The latest time of its records, in epoch milliseconds, as the producer gives it. */
  maxTimestamp: number;
}

const LENGTH_AT = 8;
const LEADER_EPOCH_AT = 12;
const MAGIC_AT = 16;
const CRC_AT = 17;
const CRC_COVERS_FROM = 21;
const LAST_OFFSET_DELTA_AT = 23;
const MAX_TIMESTAMP_AT = 35;
const RECORD_COUNT_AT = 57;
const HEADER_SIZE = 61;
const BYTES_BEFORE_LENGTH_COUNTS = 12;
const MAGIC = 2;

/** Finds the batch that starts at `position`, or undefined when it is torn or not a v2 batch. Records stay unread. */
export function batchAt(buffer: Buffer, position: number): BatchPlace | undefined {
  if (position + HEADER_SIZE > buffer.length) return undefined;
  const size = buffer.readInt32BE(position + LENGTH_AT) + BYTES_BEFORE_LENGTH_COUNTS;
  if (size < HEADER_SIZE || position + size > buffer.length) return undefined;
  if (buffer.readInt8(position + MAGIC_AT) !== MAGIC) return undefined;
  const lastOffsetDelta = buffer.readInt32BE(position + LAST_OFFSET_DELTA_AT);
  if (lastOffsetDelta < 0 || buffer.readInt32BE(position + RECORD_COUNT_AT) !== lastOffsetDelta + 1) return undefined;
  const baseOffset = Number(buffer.readBigInt64BE(position));
  const maxTimestamp = Number(buffer.readBigInt64BE(position + MAX_TIMESTAMP_AT));
  return { position, size, baseOffset, nextOffset: baseOffset + lastOffsetDelta + 1, maxTimestamp };
}

/** Whether the bytes of a batch are those that its producer sent. */
export function isIntact(buffer: Buffer, { position, size }: BatchPlace): boolean {
  const covered = buffer.subarray(position + CRC_COVERS_FROM, position + size);
  return crc32c(covered) === buffer.readUInt32BE(position + CRC_AT);
}

/** Gives a batch its offset in the log. The checksum starts after both fields, so it stays right. */
export function place(buffer: Buffer, batch: BatchPlace, baseOffset: number): BatchPlace {
  buffer.writeBigInt64BE(BigInt(baseOffset), batch.position);
  buffer.writeInt32BE(0, batch.position + LEADER_EPOCH_AT);
  return { ...batch, baseOffset, nextOffset: baseOffset + batch.nextOffset - batch.baseOffset };
}
