import { foldedWord } from '../folded-word';

/** A word of a text, as it is compared with those of a prompt. */
export interface Word {
  readonly folded: string;
  /** Its first letters: "refunds" and "refunding" are one word. */
  readonly stem: string;
  readonly start: number;
  readonly end: number;
}

/** Words in a row that are compared at once: four are chance often enough, five seldom. */
export const SHINGLE = 4;
const STEM = 5;
// Scripts without spaces between words: two of their characters say about as much as a word.
const WORD = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]{1,2}|[\p{L}\p{N}\p{M}]+/gu;

/** The words of a text in reading order, without case and accents. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const folded = foldedWord(word);
    words.push({ folded, stem: folded.slice(0, STEM), start: index, end: index + word.length });
  }
  return words;
}

/** Each row of `SHINGLE` words. */
export function shingledWords(words: readonly Word[]): string[] {
  const rows = Math.max(0, words.length - SHINGLE + 1);
  return Array.from({ length: rows }, (_, first) => shingleAt(words, first));
}

/** The row of `SHINGLE` words that begins with one of them. */
export function shingleAt(words: readonly Word[], first: number): string {
  const row = words.slice(first, first + SHINGLE);
  return row.map(({ folded }) => folded).join(' ');
}

const SHORTEST_STEM = 4;

/** True for a stem that not every text has. */
export function saysSomething(stem: string): boolean {
  return stem.length >= SHORTEST_STEM;
}
