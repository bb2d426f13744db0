/**
 * How the records of a batch were packed. Throws when the bytes are not of its format, or hold more than `limit` bytes;
 * works in time and memory that grow with `limit`, whatever the bytes are.
 */
export type Codec = (packed: Buffer, limit: number) => Promise<Buffer>;

/** The records of a batch unpack to more than is taken; a retry doesn't help. */
export class TooLargeUnpackedError extends Error {
  readonly code = 'too_large_unpacked';
  readonly retryable = false;

  constructor(limit: number) {
    super(`its records unpack to more than ${limit} bytes`);
    this.name = 'TooLargeUnpackedError';
  }
}

const SMALL_BYTES = 64 * 1_024;
/** What is worked on at once unpacks to no more, whatever its packed bytes say: that takes 2 ms at most. */
export const SMALL_UNPACKED_BYTES = 512 * 1_024;

/**
 * True for bytes that are worked on at once: handing them to a thread costs 0.3 ms of CPU, several times the work itself.
 * `unpackedBytes` is the most that they can unpack to, where that is known.
 */
export function isSmall(bytes: Buffer, unpackedBytes = 0): boolean {
  return bytes.length <= SMALL_BYTES && unpackedBytes <= SMALL_UNPACKED_BYTES;
}

/** Blocks of one batch; clients fill blocks of 32 KiB or more, and each one costs time however small it is. */
const MAX_PARTS = 1_024;

/** Puts unpacked parts together and refuses the part that is too much, or one too many. */
export class UnpackedParts {
  private readonly parts: Buffer[] = [];
  private length = 0;

  constructor(private readonly limit: number) {}

  /** Bytes that may still come. */
  get room(): number {
    return this.limit - this.length;
  }

  /** @throws TooLargeUnpackedError, and RangeError for too many parts. */
  add(part: Buffer): void {
    if (this.parts.length === MAX_PARTS)
      throw new RangeError(`its records are packed in more than ${MAX_PARTS} blocks`);
    if (part.length > this.room) throw new TooLargeUnpackedError(this.limit);
    this.parts.push(part);
    this.length += part.length;
  }

  whole(): Buffer {
    return Buffer.concat(this.parts, this.length);
  }
}
