import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scored } from '../../test/scored';
import { chrf } from './chrf';
import { tokenF1 } from './token-f1';

// sacrebleu 2.6.0, CHRF().sentence_score(answer, [reference]).score / 100:
// nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:2.6.0
const BY_SACREBLEU: readonly (readonly [string, string, number])[] = [
  ['The cat sat on the mat', 'The cat is on the mat', 0.645779420625287],
  ['You have 30 days to return it.', 'You can return an unused item within 30 days of delivery.', 0.23951057181239417],
  ['Die Lieferung kostet 4,90 Euro.', 'Der Versand kostet 4,90 Euro.', 0.5829439630419735],
  ['aaaaaaa', 'aaa', 0.7023643949930458],
  ['ab', 'abc', 0.63636363636363626],
  ['Hi', 'Hi', 1],
  ['', 'x', 0],
  ['x', 'y', 0],
];

describe('chrf', () => {
  it.each(BY_SACREBLEU)('of %j against %j is what sacrebleu says', (answer, reference, value) => {
    expect(chrf(answer, reference)).toBeCloseTo(value, 12);
  });

  it('is 1 for equal texts, and from 0 to 1 for all', () => {
    const text = fc.string({ unit: fc.constantFrom(...'aab '), maxLength: 20 });
    fc.assert(fc.property(text, (one) => chrf(one, one) === (one.trim() === '' ? 0 : 1)));
    fc.assert(fc.property(text, text, (one, other) => chrf(one, other) >= 0 && chrf(one, other) <= 1));
  });
});

describe('tokenF1', () => {
  it.each([
    ['The Eiffel Tower!', 'an eiffel tower', 1],
    // Precision 2/3, recall 2/4.
    ['within 30 days', 'thirty days within delivery', 4 / 7],
    ['days days days', 'days', 0.5],
    ['no', 'yes', 0],
    ['the', 'a', 1],
  ])('of %j against %j is %d', (answer, reference, value) => {
    expect(tokenF1(answer, reference)).toBeCloseTo(value, 12);
  });
});

describe('similarity', () => {
  it.each(['gauntlet/similarity', 'github/similarity'])('is %s, and has a number in its explanation', (uses) => {
    expect(scored({ uses }, 'ab', { answer: 'abc' })?.explanation).toBe('similarity 0.636 against the expected answer');
    expect(scored({ uses }, 'ab')).toBeNull();
  });

  it('counts whole words as token-f1', () => {
    expect(scored({ uses: 'gauntlet/token-f1' }, 'ab', { answer: 'abc' })?.score).toBe(0);
  });
});
