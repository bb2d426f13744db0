import { foldedWord } from '../folded-word';
import { isFunctionWord } from './function-words';

/** What a sentence speaks of: its words and the groups of letters in them, each with a weight. */
export type TopicVector = ReadonlyMap<string, number>;

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const GRAM = 3;
const LONGEST_WORD = 40;
// Frequent words are short (Zipf's law of abbreviation): from five letters on a word counts in full.
const FULL_LENGTH = 5;
/** The word itself beside its groups of letters, by which "invest" is near "investment". */
const WORD_SHARE = 0.6;

/** The vector of a sentence. Words that every text has count for nothing, and a word counts once. */
export function vectorOf(sentence: string): TopicVector {
  const vector = new Map<string, number>();
  const add = (key: string, weight: number) => vector.set(key, (vector.get(key) ?? 0) + weight);
  for (const word of contentWords(sentence)) {
    const weight = UNSPACED.test(word) ? 1 : Math.min(1, word.length / FULL_LENGTH);
    const grams = gramsOf(word);
    add(`=${word}`, WORD_SHARE * weight);
    for (const gram of grams) add(gram, weight / Math.sqrt(grams.length));
  }
  return vector;
}

/** The words of a sentence that say what it is about, each once; of scripts without spaces, every two characters in a row. */
export function contentWords(sentence: string): ReadonlySet<string> {
  const words = new Set<string>();
  for (const [written] of sentence.matchAll(WORD)) {
    const word = foldedWord(written).slice(0, LONGEST_WORD);
    if (UNSPACED.test(word)) for (let at = 0; at + 2 <= word.length; at += 1) words.add(word.slice(at, at + 2));
    else if (word.length > 1 && !isFunctionWord(word)) words.add(word);
  }
  return words;
}

/** The sum of squares. */
export function energyOf(vector: TopicVector): number {
  let energy = 0;
  for (const weight of vector.values()) energy += weight * weight;
  return energy;
}

function gramsOf(word: string): string[] {
  const edged = `_${word}_`;
  return Array.from({ length: Math.max(1, edged.length - GRAM + 1) }, (_, at) => edged.slice(at, at + GRAM));
}
