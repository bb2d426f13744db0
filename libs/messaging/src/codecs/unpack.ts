import type { Codec } from './codec';
import { gzip } from './gzip.codec';
import { lz4 } from './lz4.codec';
import { snappy } from './snappy.codec';
import { zstd } from './zstd.codec';

const asIs: Codec = (records) => Promise.resolve(records);
/** By the number that Kafka gives them. */
const CODECS: readonly Codec[] = [asIs, gzip, snappy, lz4, zstd];

/**
 * The records of a batch, unpacked.
 * @throws Error when the codec is unknown, the bytes are not of its format, or they unpack to more than `limit` bytes.
 */
export async function unpack(codec: number, packed: Buffer, limit: number): Promise<Buffer> {
  const unpackRecords = CODECS[codec];
  if (!unpackRecords) throw new RangeError(`it is packed in a way that nobody knows (codec ${codec})`);
  return unpackRecords(packed, limit);
}
