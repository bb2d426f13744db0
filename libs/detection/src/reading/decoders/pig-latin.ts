import { wordValue } from '../letter-pairs';
import { sentenceOf, stretches } from '../words';
import type { Decoder } from './decoder';
import { Transcript } from './transcript';

const LEAST_WORDS = 3;
const PIG = /^(\p{L}+?)-?(?:([wy])?ay)$/iu;
const SIGN = /ay\b.{1,20}ay\b.{1,20}ay\b/i;

/** Words whose beginning went to their end, with "ay" behind: `ignoreway allway eviouspray`. */
export const PIG_LATIN: Decoder = {
  encoding: 'pig latin',
  holdsBytes: false,
  decode(text, signs) {
    if (!SIGN.test(text)) return [];
    return stretches(signs.words, (word) => (PIG.test(word) ? 1 : -1), LEAST_WORDS).map((stretch) => {
      const { start, end } = sentenceOf(text, stretch);
      return { start, end, decoded: straightened(text.slice(start, end), start) };
    });
  },
};

function straightened(part: string, start: number): Transcript {
  const transcript = new Transcript();
  for (const { 0: word, index } of part.matchAll(/\p{L}+|\P{L}/gu))
    transcript.add(straight(word), start + index, start + index + word.length);
  return transcript;
}

/** Of the words that a word can come from, the one that is most like a word. */
function straight(pig: string): string {
  const [, body = pig, sign = ''] = PIG.exec(pig) ?? [];
  if (body === pig) return pig;
  // Behind a vowel stands "way" or "yay", but "ithway" is "with".
  if (sign !== '') return wordValue(body) >= body.length ? body : sign + body;
  const consonants = /[^aeiou]{0,4}$/i.exec(body)?.[0].length ?? 0;
  return likeliest(
    Array.from({ length: consonants }, (_, index) => body.slice(-1 - index) + body.slice(0, -1 - index)),
  );
}

function likeliest(words: readonly string[]): string {
  return words.reduce((best, word) => (wordValue(word) > wordValue(best) ? word : best), words[0] ?? '');
}
