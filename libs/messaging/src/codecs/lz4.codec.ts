import { uncompress, uncompressSync } from 'lz4-napi';
import { type Codec, isSmall, UnpackedParts } from './codec';

const MAGIC = 0x184d2204;
const DESCRIPTOR_AT = 4;
const VERSION_MASK = 0xc0;
const VERSION = 0x40;
const BLOCKS_ARE_INDEPENDENT = 0x20;
const BLOCKS_HAVE_CHECKSUMS = 0x10;
const HAS_CONTENT_SIZE = 0x08;
const HAS_DICTIONARY = 0x01;
const BLOCK_BYTES: Readonly<Record<number, number>> = { 4: 0x10000, 5: 0x40000, 6: 0x100000, 7: 0x400000 };
const IS_STORED = 0x80000000;
const LENGTH_BYTES = 4;
/** How far back a block may refer to the blocks before it. */
const WINDOW_BYTES = 0x10000;

interface Frame {
  readonly flags: number;
  readonly blockBytes: number;
  readonly blocksAt: number;
}

/**
 * The LZ4 frame format. The library's own reader of frames has no limit, so the frame is read here, block by block. The
 * checksums in it are passed over: the batch has one of its own.
 */
export const lz4: Codec = async (packed, limit) => {
  const frame = frameOf(packed);
  const parts = new UnpackedParts(limit);
  let window: Buffer = Buffer.alloc(0);
  for (const { bytes, isStored } of blocksOf(packed, frame)) {
    const part = isStored ? bytes : await unpacked(bytes, frame, window);
    parts.add(part);
    window = frame.flags & BLOCKS_ARE_INDEPENDENT ? window : lastOf(window, part);
  }
  return parts.whole();
};

function frameOf(packed: Buffer): Frame {
  const [flags, sizes] = [packed.readUInt8(DESCRIPTOR_AT), packed.readUInt8(DESCRIPTOR_AT + 1)];
  const blockBytes = BLOCK_BYTES[(sizes >> 4) & 7];
  if (packed.readUInt32LE(0) !== MAGIC || (flags & VERSION_MASK) !== VERSION) throw new RangeError('no LZ4 frame');
  if (blockBytes === undefined || flags & HAS_DICTIONARY) throw new RangeError('an LZ4 frame of an unknown kind');
  // Behind flags and sizes: the content's size, if it is there, and one byte that checks the descriptor.
  return { flags, blockBytes, blocksAt: DESCRIPTOR_AT + (flags & HAS_CONTENT_SIZE ? 11 : 3) };
}

function* blocksOf(packed: Buffer, { flags, blocksAt }: Frame): Generator<{ bytes: Buffer; isStored: boolean }> {
  for (let at = blocksAt; ;) {
    const length = packed.readUInt32LE(at);
    if (length === 0) return;
    const start = at + LENGTH_BYTES;
    const end = start + (length & ~IS_STORED);
    if (end > packed.length) throw new RangeError('an LZ4 block is cut off');
    yield { bytes: packed.subarray(start, end), isStored: (length & IS_STORED) !== 0 };
    at = end + (flags & BLOCKS_HAVE_CHECKSUMS ? LENGTH_BYTES : 0);
  }
}

/** The library takes a block behind the number of bytes that it may unpack to. */
async function unpacked(block: Buffer, { blockBytes }: Frame, window: Buffer): Promise<Buffer> {
  const limited = Buffer.allocUnsafe(LENGTH_BYTES + block.length);
  limited.writeUInt32LE(blockBytes);
  block.copy(limited, LENGTH_BYTES);
  const dictionary = window.length > 0 ? window : undefined;
  return isSmall(block, blockBytes) ? uncompressSync(limited, dictionary) : uncompress(limited, dictionary);
}

function lastOf(window: Buffer, part: Buffer): Buffer {
  return Buffer.concat([window, part]).subarray(-WINDOW_BYTES);
}
