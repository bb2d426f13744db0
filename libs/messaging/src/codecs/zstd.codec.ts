import type { Zstd } from '@hpcc-js/wasm-zstd';
import { type Codec, UnpackedParts } from './codec';

/** Zstandard: the reference implementation as WebAssembly, loaded when the first such batch comes. */
export const zstd: Codec = async (packed, limit) => {
  const library = await load();
  library.reset();
  const parts = new UnpackedParts(limit);
  // One byte more than may be, so that more is seen. The whole frame fits or is refused; a broken one gives nothing.
  parts.add(Buffer.from(library.decompressChunk(packed, limit + 1)));
  return parts.whole();
};

async function load(): Promise<Zstd> {
  const { Zstd: library } = await import('@hpcc-js/wasm-zstd');
  try {
    return await library.load();
  } catch (error) {
    // It remembers how its load ended, a failure too: unloaded, it tries again with the next batch. Fails as load() did.
    await library.unload();
    throw error;
  }
}
