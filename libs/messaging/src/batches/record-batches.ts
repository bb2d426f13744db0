import { unpack } from '../codecs/unpack';
import { CHECKED_FROM, COMMON_BYTES, HEADER_BYTES, readBatchHeader, sizeOfBatch } from './batch-header';
import { crc32c } from './crc32c';
import { type FetchedRecord, readRecord } from './fetched-record';
import { RecordCursor } from './record-cursor';
import { standInFor } from './unreadable-batch';

/** What the records of one batch may unpack to; several times what a batch of the largest events has. */
const MAX_UNPACKED_BYTES = 8 * 1_048_576;
/** Records in one batch; each costs memory however small it is. */
const MAX_BATCH_RECORDS = 100_000;

/**
 * The records of the batches that a fetch brought of one partition. A batch that can't be read is one record at its last
 * offset, which {@link unreadableBatch} knows. What is cut off at the end, or too much at a time, comes with the next fetch.
 */
export async function readBatches(bytes: Buffer): Promise<FetchedRecord[]> {
  const batches: FetchedRecord[][] = [];
  let [at, taken] = [0, 0];
  while (at + COMMON_BYTES <= bytes.length && taken < MAX_UNPACKED_BYTES) {
    const size = sizeOfBatch(bytes, at);
    // Nothing behind a wrong length can be found; a batch that is only cut off has a right one.
    const end = size < COMMON_BYTES ? bytes.length : at + size;
    if (end > bytes.length) break;
    const { records, unpackedBytes } = await readBatch(bytes.subarray(at, end));
    batches.push(records);
    [at, taken] = [end, taken + unpackedBytes];
  }
  return batches.flat();
}

async function readBatch(batch: Buffer): Promise<{ records: FetchedRecord[]; unpackedBytes: number }> {
  try {
    return await readIntactBatch(batch);
  } catch (cause) {
    return { records: [standInFor(batch, cause)], unpackedBytes: batch.length };
  }
}

async function readIntactBatch(batch: Buffer): Promise<{ records: FetchedRecord[]; unpackedBytes: number }> {
  const header = readBatchHeader(batch);
  if (crc32c(batch.subarray(CHECKED_FROM)) !== header.checksum) throw new RangeError('its checksum is wrong');
  if (header.records > MAX_BATCH_RECORDS) throw new RangeError(`it has more than ${MAX_BATCH_RECORDS} records`);
  const unpacked = await unpack(header.codec, batch.subarray(HEADER_BYTES), MAX_UNPACKED_BYTES);
  const cursor = new RecordCursor(unpacked);
  const records = Array.from({ length: Math.max(0, header.records) }, () => readRecord(cursor, header));
  if (!cursor.isAtEnd) throw new RangeError('it has more bytes than records');
  return { records, unpackedBytes: unpacked.length };
}
