import { promisify } from 'node:util';
import { unzip, unzipSync } from 'node:zlib';
import { type Codec, isSmall, SMALL_UNPACKED_BYTES, TooLargeUnpackedError } from './codec';

const inflate = promisify(unzip);

/** gzip, by Node itself. */
export const gzip: Codec = async (packed, limit) => {
  const small = isSmall(packed) ? inflatedAtOnce(packed, Math.min(limit, SMALL_UNPACKED_BYTES)) : null;
  if (small) return small;
  try {
    return await inflate(packed, { maxOutputLength: limit });
  } catch (error) {
    throw isTooLarge(error) ? new TooLargeUnpackedError(limit) : error;
  }
};

/** Null when it is more than `limit` bytes. */
function inflatedAtOnce(packed: Buffer, limit: number): Buffer | null {
  try {
    return unzipSync(packed, { maxOutputLength: limit });
  } catch (error) {
    if (isTooLarge(error)) return null;
    throw error;
  }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}
