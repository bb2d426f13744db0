import { uncompress, uncompressSync } from 'snappy';
import { type Codec, isSmall, TooLargeUnpackedError, UnpackedParts } from './codec';

// What Java clients write: a header of two numbers behind the magic, then blocks, each behind its length.
const XERIAL_MAGIC = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00]);
const XERIAL_HEADER_BYTES = 16;
const LENGTH_BYTES = 4;
const LENGTH_PREFIX_BYTES = 5;

/** Snappy: one raw block, as librdkafka writes it, or the blocks of Java's `SnappyOutputStream`. */
export const snappy: Codec = async (packed, limit) => {
  const parts = new UnpackedParts(limit);
  const isFramed = packed.subarray(0, XERIAL_MAGIC.length).equals(XERIAL_MAGIC);
  const blocks = isFramed ? xerialBlocks(packed) : [packed];
  for (const block of blocks) {
    // A block begins with its unpacked length, and the library takes the memory for it at once.
    const length = unpackedLength(block);
    if (length > parts.room) throw new TooLargeUnpackedError(limit);
    parts.add((isSmall(block, length) ? uncompressSync(block) : await uncompress(block)) as Buffer);
  }
  return parts.whole();
};

function* xerialBlocks(framed: Buffer): Generator<Buffer> {
  for (let at = XERIAL_HEADER_BYTES; at < framed.length;) {
    const start = at + LENGTH_BYTES;
    at = start + framed.readUInt32BE(at);
    if (at > framed.length) throw new RangeError('a snappy block is cut off');
    yield framed.subarray(start, at);
  }
}

function unpackedLength(block: Buffer): number {
  let length = 0;
  for (let at = 0; at < LENGTH_PREFIX_BYTES; at += 1) {
    const byte = block.readUInt8(at);
    length += (byte & 0x7f) * 2 ** (7 * at);
    if (byte < 0x80) return length;
  }
  throw new RangeError('a snappy block has no length');
}
