import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markedBy, runsOf } from './runs';

describe('runsOf', () => {
  const letters = markedBy(/[ab]/);

  it('finds what is long enough, from its first to its last character', () => {
    expect(runsOf('ab abba abb abbab', letters, 4)).toEqual([
      { start: 3, end: 7 },
      { start: 12, end: 17 },
    ]);
  });

  it('finds what the same pattern finds in any text', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'é', '\ud83d\ude00'), maxLength: 60 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 6 }), (text, least) => {
        const matches = [...text.matchAll(new RegExp(`[ab]{${least},}`, 'g'))];
        expect(runsOf(text, letters, least)).toEqual(
          matches.map(({ 0: run, index }) => ({ start: index, end: index + run.length })),
        );
      }),
    );
  });
});
