import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashOf, phraseHash, withWordBefore } from './word-hash';
import { Shape, Words } from './words';

const wordsOf = (text: string) => {
  const words = new Words(text);
  return Array.from({ length: words.count }, (_, word) => words.written(word));
};
const shapeOf = (word: string) => new Words(word).shape(0);

describe('Words', () => {
  it('keeps names with an apostrophe or a hyphen together and takes a possessive off', () => {
    expect(wordsOf("Anne-Marie O’Neill's d'Anna")).toEqual(['Anne-Marie', 'O’Neill', 's', 'd', 'Anna']);
  });

  it.each([
    ['ann', Shape.lower],
    ['王', Shape.lower],
    ['Ann', Shape.capital],
    ['McCoy', Shape.capital],
    ['Jean-Luc', Shape.capital],
    ['Ångström', Shape.capital],
    ['ANN', Shape.upper],
    ['J', Shape.initial],
    ['221b', Shape.number],
    ['JavaScript', Shape.other],
    ['B2B', Shape.other],
  ])('tells how %s is written', (word, shape) => {
    expect(shapeOf(word)).toBe(shape);
  });

  it('answers for words outside of the text', () => {
    const words = new Words('Ann');
    expect([words.hash(-1), words.hash(1), words.written(1), words.before(1), words.isSpaced(0)]).toEqual([
      0,
      0,
      '',
      '',
      false,
    ]);
  });

  it('reads any text, and its words stand in order without overlaps', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const words = new Words(text);
        for (let word = 0; word < words.count; word += 1) {
          expect(words.start(word)).toBeGreaterThanOrEqual(words.end(word - 1));
          expect(words.end(word)).toBeGreaterThan(words.start(word));
        }
      }),
    );
  });

  it('gives a word the same hash in either case, and a phrase that of its words', () => {
    expect(new Words('ÅSA').hash(0)).toBe(hashOf('åsa'));
    expect(phraseHash('my name')).toBe(withWordBefore(hashOf('name'), hashOf('my')));
    expect(hashOf('ann')).not.toBe(hashOf('nan'));
  });
});
