import type { Zstd } from '@hpcc-js/wasm-zstd';
import { UnpackedParts, type Codec } from './codec';

let loading: Promise<Zstd> | undefined;

/** Zstandard: the reference implementation as WebAssembly, loaded when the first such batch comes. */
export const zstd: Codec = async (packed, limit) => {
  loading ??= import('@hpcc-js/wasm-zstd').then(({ Zstd: library }) => library.load());
  const library = await loading;
  library.reset();
  const parts = new UnpackedParts(limit);
  // One byte more than may be, so that more is seen. The whole frame fits or is refused; a broken one gives nothing.
  parts.add(Buffer.from(library.decompressChunk(packed, limit + 1)));
  return parts.whole();
};
