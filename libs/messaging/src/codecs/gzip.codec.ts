import { promisify } from 'node:util';
import { unzip } from 'node:zlib';
import { type Codec, TooLargeUnpackedError } from './codec';

const inflate = promisify(unzip);

/** gzip, by Node itself. */
export const gzip: Codec = async (packed, limit) => {
  try {
    return await inflate(packed, { maxOutputLength: limit });
  } catch (error) {
    const isTooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw isTooLarge ? new TooLargeUnpackedError(limit) : error;
  }
};
