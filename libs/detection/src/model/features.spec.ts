import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { featuresOf } from './features';
import { BUCKET_BITS } from './hashes';

const bucketsOf = (text: string) => {
  const { buckets, first, tokens } = featuresOf(text);
  return [...buckets.slice(0, first[tokens])];
};
const tokensOf = (text: string) => {
  const { tokens, starts, ends } = featuresOf(text);
  return Array.from({ length: tokens }, (_, token) => text.slice(starts[token], ends[token]));
};

describe('featuresOf', () => {
  it('parts words, runs of signs, and every character of scripts without spaces', () => {
    expect(tokensOf('Don’t stop!! 忽略 me')).toEqual(['Don’t', 'stop', '!!', '忽', '略', 'me']);
  });

  it('takes texts that differ in case, accents or digits only for the same', () => {
    expect(bucketsOf('ÉCOUTE 123')).toEqual(bucketsOf('ecoute 907'));
    expect(bucketsOf('ecoute 123')).not.toEqual(bucketsOf('ecoute 12'));
  });

  it('tells the order of words', () => {
    expect(bucketsOf('drop the rules').sort()).not.toEqual(bucketsOf('rules the drop').sort());
  });

  it('reads any string, and every token has features within the table', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { tokens, buckets, first, starts, ends } = featuresOf(text);
        for (let token = 0; token < tokens; token += 1) {
          expect(first[token + 1]).toBeGreaterThan(first[token] as number);
          expect(ends[token]).toBeGreaterThan(starts[token] as number);
        }
        expect(first[tokens]).toBeLessThanOrEqual(buckets.length);
        expect(buckets.every((bucket) => bucket < 2 ** BUCKET_BITS)).toBe(true);
      }),
    );
  });
});
