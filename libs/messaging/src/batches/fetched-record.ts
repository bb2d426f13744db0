import type { BatchHeader } from './batch-header';
import type { RecordCursor } from './record-cursor';

/** A record as kafkajs hands it on. By the last two fields kafkajs leaves out records that are no messages. */
export interface FetchedRecord {
  readonly offset: string;
  readonly timestamp: string;
  readonly attributes: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Record<string, Buffer | Buffer[]>;
  readonly isControlRecord: boolean;
  readonly batchContext: Pick<BatchHeader, 'inTransaction' | 'producerId'>;
}

/** Headers of one record: far more than anybody writes, and few enough for a dead letter to be encoded without a stop. */
const MAX_HEADERS = 1_000;

/** @throws RangeError when the bytes are no record, or it stands outside of its batch. */
export function readRecord(cursor: RecordCursor, batch: BatchHeader): FetchedRecord {
  const size = cursor.varint();
  const end = cursor.position + size;
  cursor.skipByte();
  const timestamp = cursor.varlong();
  const offsetDelta = cursor.varint();
  const key = cursor.nullableBytes();
  const value = cursor.nullableBytes();
  const headers = readHeaders(cursor);
  if (cursor.position !== end) throw new RangeError('a record is not as long as it says');
  if (offsetDelta < 0 || offsetDelta > batch.lastOffsetDelta) throw new RangeError('a record is outside of its batch');
  return {
    attributes: 0,
    offset: String(batch.baseOffset + BigInt(offsetDelta)),
    timestamp: String(batch.appendedAt ?? batch.firstTimestamp + timestamp),
    key,
    value,
    headers,
    isControlRecord: batch.isControlBatch,
    batchContext: batch,
  };
}

// A name may be that of a member of Object, and a value may be missing. Nobody can write the latter with kafkajs, so it
// becomes an empty one here, where all records come in.
function readHeaders(cursor: RecordCursor): Record<string, Buffer | Buffer[]> {
  const headers = Object.create(null) as Record<string, Buffer | Buffer[]>;
  const count = cursor.varint();
  if (count > MAX_HEADERS) throw new RangeError(`a record has more than ${MAX_HEADERS} headers`);
  for (let left = count; left > 0; left -= 1) {
    const name = cursor.take(cursor.varint()).toString();
    const value = cursor.nullableBytes() ?? Buffer.alloc(0);
    const before = headers[name];
    if (Array.isArray(before)) before.push(value);
    else headers[name] = before === undefined ? value : [before, value];
  }
  return headers;
}
