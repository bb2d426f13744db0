import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EMPTY_HASH, withCharacter } from '../words/word-hash';
import type { Words } from '../words/words';

/** Weights of letter groups. */
export const GROUPS = 1 << 16;
/** Places for known words. A quarter stays empty, so that a search is short. */
export const PLACES = 1 << 17;
/** Letter groups that a word may have at most. */
export const MAX_GROUPS = 128;
const LONGEST_GROUP = 5;
// Longer words are no names, and reading on would cost time.
const LONGEST_WORD = 24;
const MAX_KEPT = 50_000;
const EDGE = 0x5f;
// Letters say less about a word than the lists in which it stands.
const LEAST_OF_UNKNOWN = -2;
const MOST_OF_UNKNOWN = 3;

/** Writes the numbers of a word's groups of two to five letters, its edges being letters too, and says how many they are. */
export function letterGroups(word: string, out: Int32Array): number {
  const length = Math.min(word.length, LONGEST_WORD);
  let count = 0;
  for (let start = -1; start < length; start += 1) {
    let hash = EMPTY_HASH;
    for (let end = start; end <= length && end < start + LONGEST_GROUP; end += 1) {
      hash = withCharacter(hash, end < 0 || end === length ? EDGE : word.charCodeAt(end));
      if (end > start) out[count++] = (hash ^ (hash >>> 15)) & (GROUPS - 1);
    }
  }
  return count;
}

/** Where the word with a hash stands in a table, or the empty place where it would; `mark` is what tells it from others there. */
export function placeOf(wordHash: number, table: Uint16Array): { readonly place: number; readonly mark: number } {
  let hash = Math.imul(wordHash ^ (wordHash >>> 16), 0x85ebca6b);
  hash ^= hash >>> 13;
  const mark = (hash >>> 20) << 4;
  let place = hash & (PLACES - 1);
  while (table[place] !== 0 && ((table[place] ?? 0) & 0xfff0) !== mark) place = (place + 1) & (PLACES - 1);
  return { place, mark };
}

interface Weights {
  readonly scale: number;
  readonly groups: Int8Array;
  readonly known: Uint16Array;
}

let weights: Weights | undefined;
const groups = new Int32Array(MAX_GROUPS);
const kept = new Map<number, number>();

/** Log-odds, -7 to 7, that a word that begins with a capital is part of a person's name. Reads its weights when first asked. */
export function nameLikeness(words: Words, word: number): number {
  const hash = words.hash(word);
  const before = kept.get(hash);
  if (before !== undefined) return before;
  const likeness = likenessOf(hash, words.written(word), (weights ??= readWeights()));
  if (kept.size >= MAX_KEPT) kept.clear();
  kept.set(hash, likeness);
  return likeness;
}

function likenessOf(hash: number, word: string, { scale, groups: table, known }: Weights): number {
  const entry = known[placeOf(hash, known).place] ?? 0;
  if (entry !== 0) return (entry & 15) - 8;
  let sum = 0;
  for (let index = letterGroups(word, groups) - 1; index >= 0; index -= 1) sum += table[groups[index] ?? 0] ?? 0;
  return Math.max(LEAST_OF_UNKNOWN, Math.min(MOST_OF_UNKNOWN, sum * scale));
}

function readWeights(): Weights {
  const { buffer, byteOffset } = readFileSync(join(__dirname, '../../../weights/names.bin'));
  const bytes = buffer.slice(byteOffset, byteOffset + 4 + GROUPS + 2 * PLACES);
  const [scale = 0] = new Float32Array(bytes, 0, 1);
  return { scale, groups: new Int8Array(bytes, 4, GROUPS), known: new Uint16Array(bytes, 4 + GROUPS, PLACES) };
}
