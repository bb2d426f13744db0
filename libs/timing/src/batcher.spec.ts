import { afterEach, describe, expect, it, vi } from 'vitest';
import { Batcher, type BatchWork } from './batcher';

/** A batcher whose batches end when the test says so. */
function controlled(terms: Partial<BatchWork<string, string>> = {}) {
  const batches: { readonly items: readonly string[]; finish(): void; fail(reason?: string): void }[] = [];
  const batcher = new Batcher<string, string>({
    run: (items) =>
      new Promise((resolve, reject) => {
        const finish = () => resolve(items.map((item) => item.toUpperCase()));
        batches.push({ items, finish, fail: (reason = 'away') => reject(new Error(reason)) });
      }),
    ...terms,
  });
  return { batcher, batches };
}

const turn = () => new Promise(setImmediate);

afterEach(() => void vi.useRealTimers());

describe('Batcher', () => {
  it('runs the first item at once, and what comes meanwhile together', async () => {
    const { batcher, batches } = controlled();
    const answers = Promise.all(['a', 'b', 'c'].map((item) => batcher.add(item)));
    batches[0]?.finish();
    await turn();
    expect(batches.map(({ items }) => items)).toEqual([['a'], ['b', 'c']]);
    batches[1]?.finish();
    expect(await answers).toEqual(['A', 'B', 'C']);
  });

  it('keeps items of one key apart, and batches within their limit', async () => {
    const { batcher, batches } = controlled({ keyOf: (item) => item });
    const items = ['first', 'same', 'same', ...Array.from({ length: 120 }, (_, i) => `${i}`)];
    const answers = Promise.all(items.map((item) => batcher.add(item)));
    for (let batch = 0; batch < 3; batch += 1) {
      batches[batch]?.finish();
      await turn();
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

  it('fails the items of work that throws before it gives a promise, and goes on', async () => {
    const run = vi.fn<BatchWork<string, string>['run']>().mockImplementationOnce(() => {
      throw new Error('broken');
    });
    run.mockResolvedValue(['B']);
    const batcher = new Batcher({ run });
    await expect(batcher.add('a')).rejects.toThrow('broken');
    expect(await batcher.add('b')).toBe('B');
  });

  it('gathers items for a while, or until a batch is full', async () => {
    vi.useFakeTimers();
    const { batcher, batches } = controlled({ gatherMs: 20, most: 3 });
    const few = Promise.all(['a', 'b'].map((item) => batcher.add(item)));
    await vi.advanceTimersByTimeAsync(19);
    expect(batches).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    batches[0]?.finish();
    await few;
    const many = Promise.all(['c', 'd', 'e'].map((item) => batcher.add(item)));
    batches[1]?.finish();
    await many;
    expect(batches.map(({ items }) => items)).toEqual([
      ['a', 'b'],
      ['c', 'd', 'e'],
    ]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('halves a batch until the items that are at fault are alone', async () => {
    const { batcher, batches } = controlled({
      most: 4,
      gatherMs: 1,
      isFaultOfItems: (error) => String(error).includes('bad'),
    });
    const answers = Promise.allSettled(['a', 'bad', 'c', 'd'].map((item) => batcher.add(item)));
    for (let batch = 0; batch < 5; batch += 1) {
      const { items = [], fail, finish } = batches[batch] ?? {};
      if (items.includes('bad')) fail?.('bad');
      else finish?.();
      await turn();
    }
    expect(batches.map(({ items }) => items.join(' '))).toEqual(['a bad c d', 'a bad', 'a', 'bad', 'c d']);
    expect((await answers).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  });
});
