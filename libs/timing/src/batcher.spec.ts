import { getEventListeners } from 'node:events';
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
  it('runs together what comes in one turn of the event loop, and what comes while that runs', async () => {
    const { batcher, batches } = controlled();
    const first = ['a', 'b'].map((item) => batcher.add(item));
    expect(batches).toEqual([]);
    await turn();
    const meanwhile = ['c', 'd'].map((item) => batcher.add(item));
    await turn();
    expect(batches.map(({ items }) => items)).toEqual([['a', 'b']]);
    batches[0]?.finish();
    await turn();
    await turn();
    expect(batches.map(({ items }) => items)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    batches[1]?.finish();
    expect(await Promise.all([...first, ...meanwhile])).toEqual(['A', 'B', 'C', 'D']);
  });

  it('keeps items of one key apart, and batches within their limit', async () => {
    const { batcher, batches } = controlled({ keyOf: (item) => item });
    const items = ['first', 'same', 'same', ...Array.from({ length: 120 }, (_, i) => `${i}`)];
    const answers = Promise.all(items.map((item) => batcher.add(item)));
    for (let batch = 0; batch < 2; batch += 1) {
      await turn();
      batches[batch]?.finish();
      await turn();
    }
    expect(batches.map(({ items: { length } }) => length)).toEqual([99, 24]);
    expect(await answers).toEqual(items.map((item) => item.toUpperCase()));
  });

  it('runs several batches at the same time, as many as it may', async () => {
    const { batcher, batches } = controlled({ mostRunning: 2 });
    const answers: Promise<string>[] = [];
    for (const item of ['a', 'b', 'c', 'd']) {
      answers.push(batcher.add(item));
      await turn();
    }
    expect(batches.map(({ items }) => items)).toEqual([['a'], ['b']]);
    batches[1]?.finish();
    expect(await answers[1]).toBe('B');
    await turn();
    await turn();
    expect(batches.map(({ items }) => items)).toEqual([['a'], ['b'], ['c', 'd']]);
    for (const batch of [2, 0]) batches[batch]?.finish();
    expect(await Promise.all(answers)).toEqual(['A', 'B', 'C', 'D']);
  });

  it('starts no item while an earlier one of its key runs, however many batches may run', async () => {
    const { batcher, batches } = controlled({ mostRunning: 3, keyOf: (item) => item.charAt(0) });
    const answers: Promise<string>[] = [];
    for (const item of ['k1', 'k2', 'k3', 'other']) {
      answers.push(batcher.add(item));
      await turn();
    }
    expect(batches.map(({ items }) => items)).toEqual([['k1'], ['other']]);
    for (const batch of [0, 2]) {
      batches[batch]?.finish();
      await turn();
      await turn();
    }
    expect(batches.map(({ items }) => items)).toEqual([['k1'], ['other'], ['k2'], ['k3']]);
    for (const batch of [1, 3]) batches[batch]?.finish();
    expect(await Promise.all(answers)).toEqual(['K1', 'K2', 'K3', 'OTHER']);
  });

  it('fails only the items of the batch that failed while others run', async () => {
    const { batcher, batches } = controlled({ mostRunning: 2 });
    const first = batcher.add('a');
    await turn();
    const second = batcher.add('b');
    await turn();
    batches[0]?.fail();
    await expect(first).rejects.toThrow('away');
    batches[1]?.finish();
    expect(await second).toBe('B');
  });

  it('fails the items of a failed batch only', async () => {
    const { batcher, batches } = controlled();
    const first = batcher.add('a');
    await turn();
    const second = batcher.add('b');
    batches[0]?.fail();
    await expect(first).rejects.toThrow('away');
    await turn();
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

  it('lets an item go that waits and is wanted no more, and none that runs', async () => {
    const { batcher, batches } = controlled();
    const wish = new AbortController();
    const running = batcher.add('a', wish.signal);
    await turn();
    const waiting = ['b', 'c'].map((item) => batcher.add(item, item === 'b' ? wish.signal : undefined));
    wish.abort(new Error('too late'));
    await expect(waiting[0]).rejects.toThrow('too late');
    await expect(batcher.add('d', wish.signal)).rejects.toThrow('too late');
    batches[0]?.finish();
    expect(await running).toBe('A');
    await turn();
    await turn();
    batches[1]?.finish();
    expect(await waiting[1]).toBe('C');
    expect(batches.map(({ items }) => items)).toEqual([['a'], ['c']]);
  });

  it('leaves nothing at a signal that outlives its items', async () => {
    const { batcher, batches } = controlled();
    const { signal } = new AbortController();
    const answer = batcher.add('a', signal);
    await turn();
    batches[0]?.finish();
    expect(await answer).toBe('A');
    expect(getEventListeners(signal, 'abort')).toEqual([]);
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
