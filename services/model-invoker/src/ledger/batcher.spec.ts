import { describe, expect, it } from 'vitest';
import { Batcher } from './batcher';

/** A batcher whose batches end when the test says so. */
function controlled() {
  const batches: { readonly items: readonly string[]; finish(): void; fail(): void }[] = [];
  const batcher = new Batcher<string, string>({
    keyOf: (item) => item,
    run: (items) =>
      new Promise((resolve, reject) => {
        const finish = () => resolve(items.map((item) => item.toUpperCase()));
        batches.push({ items, finish, fail: () => reject(new Error('away')) });
      }),
  });
  return { batcher, batches };
}

describe('Batcher', () => {
  it('runs the first item at once, and what comes meanwhile together', async () => {
    const { batcher, batches } = controlled();
    const answers = Promise.all(['a', 'b', 'c'].map((item) => batcher.add(item)));
    batches[0]?.finish();
    await new Promise(setImmediate);
    expect(batches.map(({ items }) => items)).toEqual([['a'], ['b', 'c']]);
    batches[1]?.finish();
    expect(await answers).toEqual(['A', 'B', 'C']);
  });

  it('keeps items of one key apart, and batches within their limit', async () => {
    const { batcher, batches } = controlled();
    const items = ['first', 'same', 'same', ...Array.from({ length: 120 }, (_, i) => `${i}`)];
    const answers = Promise.all(items.map((item) => batcher.add(item)));
    for (let batch = 0; batch < 3; batch += 1) {
      batches[batch]?.finish();
      await new Promise(setImmediate);
    }
    expect(batches.map(({ items: { length } }) => length)).toEqual([1, 100, 22]);
    expect(await answers).toEqual(items.map((item) => item.toUpperCase()));
  });

  it('fails the items of a failed batch only', async () => {
    const { batcher, batches } = controlled();
    const first = batcher.add('a');
    const second = batcher.add('b');
    batches[0]?.fail();
    await expect(first).rejects.toThrow('away');
    batches[1]?.finish();
    expect(await second).toBe('B');
  });
});
