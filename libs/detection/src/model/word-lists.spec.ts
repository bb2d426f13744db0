import { describe, expect, it } from 'vitest';
import { wordLists } from './word-lists';

describe('wordLists', () => {
  it.each(['attack-words.txt', 'toxic-words.rot13.txt'])(
    'reads %s, which has no more kinds than a bit each',
    (file) => {
      const lists = wordLists(file);
      expect(lists.size).toBeLessThanOrEqual(30);
      for (const words of lists.values()) expect(words).toMatch(/^\S+(?: \S+)*$/);
    },
  );

  it('adds up the lines of a kind', () => {
    const words = wordLists('attack-words.txt').get('drop')?.split(' ');
    expect(words).toEqual(expect.arrayContaining(['ignore', 'игнорируй*', '忽略', 'sahau']));
  });

  it('has only words that a text can have: no signs inside, and at most two of them in a phrase', () => {
    const words = [...wordLists('attack-words.txt').values()].flatMap((list) => list.split(' '));
    expect(words.filter((word) => !/^[\p{L}\p{M}\p{N}']+(?:_[\p{L}\p{M}\p{N}']+)?\*?$/u.test(word))).toEqual([]);
  });
});
