/** What a batch says about its records, in the fields that kafkajs looks for. */
export interface BatchHeader {
  readonly baseOffset: bigint;
  readonly lastOffsetDelta: number;
  readonly firstTimestamp: bigint;
  /** Set where the time of the log counts and not that of the producer. */
  readonly appendedAt: bigint | null;
  readonly producerId: string;
  readonly inTransaction: boolean;
  readonly isControlBatch: boolean;
  /** Number of the way in which the records are packed. */
  readonly codec: number;
  readonly checksum: number;
  readonly records: number;
}

/** Bytes of a batch before its first record. */
export const HEADER_BYTES = 61;
/** What the checksum covers goes from here to the end. */
export const CHECKED_FROM = 21;
/** As much of a batch as is the same in all formats: first offset, length, format. */
export const COMMON_BYTES = 17;

const LENGTH_AT = 8;
const BYTES_BEFORE_LENGTH_COUNTS = 12;
const FORMAT_AT = 16;
/** The one since Kafka 0.11; those before have no headers, so no event is in them. */
const FORMAT = 2;
const CODEC = 0x07;
const LOG_APPEND_TIME = 0x08;
const TRANSACTIONAL = 0x10;
const CONTROL = 0x20;

/** How many bytes the batch has that begins here. */
export function sizeOfBatch(bytes: Buffer, at: number): number {
  return bytes.readInt32BE(at + LENGTH_AT) + BYTES_BEFORE_LENGTH_COUNTS;
}

/** First offset of the batch, in any format. */
export function baseOffsetOf(batch: Buffer): bigint {
  return batch.readBigInt64BE(0);
}

/** @throws RangeError when the batch is of another format or cut off. */
export function readBatchHeader(batch: Buffer): BatchHeader {
  const format = batch.readInt8(FORMAT_AT);
  if (format !== FORMAT) throw new RangeError(`it is of format ${format}; events need format ${FORMAT}`);
  const attributes = batch.readInt16BE(21);
  return {
    baseOffset: baseOffsetOf(batch),
    checksum: batch.readUInt32BE(17),
    codec: attributes & CODEC,
    lastOffsetDelta: batch.readInt32BE(23),
    firstTimestamp: batch.readBigInt64BE(27),
    appendedAt: attributes & LOG_APPEND_TIME ? batch.readBigInt64BE(35) : null,
    producerId: String(batch.readBigInt64BE(43)),
    inTransaction: (attributes & TRANSACTIONAL) !== 0,
    isControlBatch: (attributes & CONTROL) !== 0,
    records: batch.readInt32BE(57),
  };
}
