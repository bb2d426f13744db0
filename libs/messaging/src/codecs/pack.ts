import { promisify } from 'node:util';
import { constants, gzip, gzipSync } from 'node:zlib';
import { CompressionCodecs, CompressionTypes } from 'kafkajs';
import { compressFrameSync } from 'lz4-napi';
import { compressSync } from 'snappy';
import { isSmall } from './codec';

/** By the name that a topic's `compression.type` has for them. */
const TYPES = {
  none: CompressionTypes.None,
  gzip: CompressionTypes.GZIP,
  snappy: CompressionTypes.Snappy,
  lz4: CompressionTypes.LZ4,
} as const;

/** How batches are packed that a process writes. zstd is only read: it costs each reader 0.3 ms or more for a batch. */
export type Compression = keyof typeof TYPES;

export const COMPRESSIONS = Object.keys(TYPES) as Compression[];

const deflate = promisify(gzip);
// A third less CPU than the default level, for 3 % to 9 % more bytes.
const GZIP = { level: constants.Z_BEST_SPEED };

const PACKERS: Partial<Record<CompressionTypes, (records: Buffer) => Buffer | Promise<Buffer>>> = {
  [CompressionTypes.GZIP]: (records) => (isSmall(records) ? gzipSync(records, GZIP) : deflate(records, GZIP)),
  // One block without a frame, as librdkafka writes it; Java's reader takes both.
  [CompressionTypes.Snappy]: (records) => compressSync(records),
  // Its blocks don't lean on each other, which Java's reader insists on.
  [CompressionTypes.LZ4]: (records) => compressFrameSync(records),
};

/** The type of kafkajs, which packs with gzip alone until it is told of the other ways here. */
export function packedBy(compression: Compression): CompressionTypes {
  const type = TYPES[compression];
  const pack = PACKERS[type];
  if (!pack) return type;
  const codec = { compress: async ({ buffer }: { buffer: Buffer }) => pack(buffer) };
  Object.assign(CompressionCodecs, { [type]: () => codec });
  return type;
}
