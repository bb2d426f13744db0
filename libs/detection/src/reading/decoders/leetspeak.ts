import { wordValue } from '../letter-pairs';
import { stretches } from '../words';
import type { Decoder } from './decoder';
import { Transcript } from './transcript';

/** Words with digits in them, with hardly another word between. */
const LEAST_WORDS = 2;
const LEAST_GAIN = 30;
const WORD = /[^\s.,;:?"()[\]{}]+/gu;
const MIXED = /[a-z][\d@$!|€£+]{1,3}[a-z]|[\d$!|€£+][a-z]|[a-z][\d$€£]/i;
/** Longer ones are no words. */
const LONGEST = 24;
/** What a sign is written for, the likelier one first. */
const LETTERS: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'il',
  2: 'z',
  3: 'e',
  4: 'a',
  5: 's',
  6: 'gb',
  7: 't',
  8: 'b',
  9: 'g',
  '@': 'a',
  $: 's',
  '!': 'il',
  '|': 'il',
  '€': 'e',
  '£': 'l',
  '+': 't',
};

/** Words with digits and signs in the place of letters: `1gn0r3 4ll pr3v10us`. */
export const LEETSPEAK: Decoder = {
  encoding: 'leetspeak',
  holdsBytes: false,
  decode(text, { mixed }) {
    if (mixed < LEAST_WORDS) return [];
    const words = [...text.matchAll(WORD)].map(({ 0: word, index }) => ({
      text: word,
      start: index,
      end: index + word.length,
    }));
    return stretches(words, gainOf, LEAST_GAIN).map((stretch) => {
      const [start, end] = [stretch[0]?.start ?? 0, stretch.at(-1)?.end ?? 0];
      return { start, end, decoded: Transcript.ofUnits(text.slice(start, end).replace(WORD, plainWord), start) };
    });
  },
};

function gainOf(word: string): number {
  if (word.length > LONGEST || !MIXED.test(word)) return -1;
  const value = wordValue(plainWord(word));
  return Math.min(value, value - wordValue(word));
}

/** A word with letters for its signs; of two that a sign can be written for, the one that goes better with its neighbours. */
function plainWord(word: string): string {
  if (word.length > LONGEST) return word;
  let plain = '';
  for (let index = 0; index < word.length; index += 1) {
    const [one = '', other] = LETTERS[word.charAt(index)] ?? word.charAt(index);
    const next = LETTERS[word.charAt(index + 1)]?.charAt(0) ?? word.charAt(index + 1);
    plain += other === undefined || fit(plain, one, next) >= fit(plain, other, next) ? one : other;
  }
  return plain;
}

function fit(beginning: string, letter: string, next: string): number {
  return wordValue(beginning.slice(-1) + letter + next);
}
