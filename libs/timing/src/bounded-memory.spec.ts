import { describe, expect, it } from 'vitest';
import { BoundedMemory } from './bounded-memory';

const keysOf = (memory: BoundedMemory<unknown>) => memory.entries().map(([key]) => key);

describe('BoundedMemory', () => {
  it('forgets the oldest beyond its number of entries', () => {
    const memory = new BoundedMemory<number>({ entries: 2 });
    ['a', 'b', 'c'].forEach((key, index) => memory.set(key, index));
    expect(memory.entries()).toEqual([
      ['b', 1],
      ['c', 2],
    ]);
    expect([memory.get('a'), memory.get('b'), memory.size]).toEqual([undefined, 1, 2]);
  });

  it('makes an entry the newest by setting it, not by reading it', () => {
    const memory = new BoundedMemory<number>({ entries: 2 });
    memory.set('a', 1);
    memory.set('b', 1);
    memory.get('a');
    memory.set('b', 2);
    memory.set('c', 1);
    expect(memory.entries()).toEqual([
      ['b', 2],
      ['c', 1],
    ]);
  });

  it('forgets the oldest beyond its text, and nothing that fits', () => {
    const memory = new BoundedMemory<string>({ entries: 10, characters: 10 });
    memory.set('a', 'x', 4);
    memory.set('b', 'x', 6);
    expect(keysOf(memory)).toEqual(['a', 'b']);
    memory.set('c', 'x', 1);
    expect(keysOf(memory)).toEqual(['b', 'c']);
  });

  it('no longer counts the text of what was deleted, replaced or cleared', () => {
    const memory = new BoundedMemory<string>({ entries: 10, characters: 10 });
    memory.set('a', 'x', 9);
    memory.set('a', 'x', 5);
    memory.set('b', 'x', 5);
    memory.delete('b');
    memory.set('c', 'x', 5);
    expect(keysOf(memory)).toEqual(['a', 'c']);
    memory.clear();
    memory.set('d', 'x', 10);
    expect(keysOf(memory)).toEqual(['d']);
  });

  it('takes the weight of a value that was set before it was known, unless the value was replaced', () => {
    const memory = new BoundedMemory<object>({ entries: 10, characters: 10 });
    const [first, second] = [{}, {}];
    memory.set('a', first);
    memory.set('b', second);
    memory.weigh('b', first, 100);
    expect(keysOf(memory)).toEqual(['a', 'b']);
    memory.weigh('b', second, 8);
    memory.weigh('a', first, 3);
    expect(keysOf(memory)).toEqual(['b']);
  });
});
