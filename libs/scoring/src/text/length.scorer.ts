import { Type } from '@sinclair/typebox';
import { CLOSED, OptionError, type ScorerKind } from '../scorer-kind';

const Bound = Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 }));
const Unit = Type.Union([Type.Literal('characters'), Type.Literal('words')]);
const Options = Type.Object({ min: Bound, max: Bound, unit: Type.Optional(Unit) }, CLOSED);

const WORD = /\S+/g;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

const COUNTS = {
  characters: (text: string) => Array.from(text).length,
  words: (text: string) => {
    let count = 0;
    for (const [word] of text.matchAll(WORD)) count += LETTER_OR_DIGIT.test(word) ? 1 : 0;
    return count;
  },
} as const;

/**
 * Measures whether the answer is as long as the prompt asks for, both bounds included. Characters are code points; words are
 * what stands between white space and has a letter or a digit, so a language without spaces needs characters.
 */
export const length: ScorerKind<typeof Options> = {
  name: 'length',
  version: 'v1',
  options: Options,
  make: ({ min = 0, max = Infinity, unit = 'characters' }) => {
    if (min === 0 && max === Infinity) throw new OptionError('min', 'is missing, and so is max; give one of them');
    if (min > max) throw new OptionError('min', `is above max, which is ${max}; lower it`);
    return ({ answer }) => {
      const count = COUNTS[unit](answer);
      const explanation = `${count} ${unit}`;
      if (count < min) return { score: 0, label: 'too-short', explanation };
      return count > max ? { score: 0, label: 'too-long', explanation } : { score: 1, label: 'as-asked', explanation };
    };
  },
};
