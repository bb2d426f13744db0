import { Zstd } from '@hpcc-js/wasm-zstd';
import { expect, it, vi } from 'vitest';
import { zstd } from './zstd.codec';

const LIMIT = 1_000;
// Node has it; the types of Node 20 don't.
const { WebAssembly } = globalThis as unknown as { WebAssembly: { instantiate(): Promise<unknown> } };

it('loads the library again after a load that failed', async () => {
  const packed = Buffer.from((await Zstd.load()).compress(Buffer.from('content')));
  await Zstd.unload();
  vi.spyOn(WebAssembly, 'instantiate').mockRejectedValueOnce(new Error('no memory for it'));
  await expect(zstd(packed, LIMIT)).rejects.toThrow('no memory for it');
  expect(String(await zstd(packed, LIMIT))).toBe('content');
});
