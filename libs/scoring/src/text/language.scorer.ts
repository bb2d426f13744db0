import { Type } from '@sinclair/typebox';
import { findOtherLanguage, LANGUAGE, readText } from '@gauntlet/detection';
import { LANGUAGES } from '@gauntlet/detection/languages';
import { CLOSED, type ScorerKind } from '../scorer-kind';

const Options = Type.Object(
  { language: Type.Optional(Type.Union(LANGUAGES.map((language) => Type.Literal(language)))) },
  CLOSED,
);

// Fewer letters are a name, a number or a greeting that several languages share.
const FEWEST_LETTERS = 12;
const LETTER = /\p{L}/gu;

/**
 * Measures how likely the answer is in the language of the row, else in that of the prompt's options: 1 less the probability
 * that another one is likelier. Says nothing about answers of fewer than 12 letters. An answer of two languages that leaves
 * the detector in doubt scores high.
 */
export const language: ScorerKind<typeof Options> = {
  name: 'language',
  version: 'v1',
  options: Options,
  make: ({ language: usual }) => {
    return ({ answer, expected }) => {
      const wanted = expected.language ?? usual;
      if (wanted === undefined || !hasLetters(answer)) return null;
      const { score: other } = findOtherLanguage(readText(answer), [wanted]);
      const label = other >= LANGUAGE.judge ? 'other-language' : 'as-asked';
      return { score: 1 - other, label, explanation: `another language than ${wanted} with ${other.toFixed(2)}` };
    };
  },
};

function hasLetters(text: string): boolean {
  return (text.match(LETTER)?.length ?? 0) >= FEWEST_LETTERS;
}
