import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldedText } from './folded-text';

const MARKS = /[\p{M}\p{Cf}\uff9e\uff9f]+/gu;
const PHRASES = /[\ufdfa\ufdfb]/g;
// A syllable of Hangul is a letter for its reader, and is no form of a Latin one.
const NO_HANGUL = /[^\uac00-\ud7a3]+/g;
const folded = (text: string) => text.replace(MARKS, '').replace(PHRASES, ' ').normalize('NFKD').replace(MARKS, '');
const asAWhole = (text: string) => text.replace(NO_HANGUL, folded).toLowerCase();

describe('foldedText', () => {
  it('folds every character', () => {
    const missed: string[] = [];
    for (let code = 0; code <= 0x10ffff; code += 1) {
      const character = String.fromCodePoint(code);
      if (foldedText(character) !== asAWhole(character)) missed.push(code.toString(16));
    }
    expect(missed).toEqual([]);
  });

  it('folds piece by piece what it would fold as a whole', () => {
    const pieces = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom('ïgnore ', 'ΣΑΣ', '\ud83d', '\udc4d', 'ｉｇｎ', '\u0301', ' ', 'é', '한국 어', 'Ⅷ', '🄰', 'a'),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        expect(foldedText(parts.join(''))).toBe(asAWhole(parts.join('')));
      }),
    );
  });
});
