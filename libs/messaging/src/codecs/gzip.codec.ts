import { promisify } from 'node:util';
import { unzip, unzipSync } from 'node:zlib';
import { type Codec, isSmall, TooLargeUnpackedError } from './codec';

const inflate = promisify(unzip);

/** gzip, by Node itself. */
export const gzip: Codec = async (packed, limit) => {
  try {
    const options = { maxOutputLength: limit };
    return isSmall(packed) ? unzipSync(packed, options) : await inflate(packed, options);
  } catch (error) {
    const isTooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw isTooLarge ? new TooLargeUnpackedError(limit) : error;
  }
};
