import { EMPTY_HASH, withCharacter } from '../personal/words/word-hash';

/** Numbers that letter groups are hashed to. */
export const GROUPS = 1 << 12;
const LONGEST_GROUP = 3;
// What is longer is no word, or one of a script in which it tells nothing more.
const LONGEST_WORD = 32;
const EDGE = 0x5f;
/** Groups that a word has at most: up to three from each letter and its beginning, and the word itself. */
export const MOST_GROUPS = LONGEST_GROUP * (LONGEST_WORD + 2) + 1;

/**
 * Writes the numbers of a word's groups of one to three letters, its edges being letters too, and of the word as a whole.
 *
 * @returns how many they are
 */
export function letterGroups(word: string, out: Uint16Array): number {
  const length = Math.min(word.length, LONGEST_WORD);
  let count = 0;
  for (let start = -1; start < length; start += 1) {
    let hash = EMPTY_HASH;
    for (let end = start; end <= length && end < start + LONGEST_GROUP; end += 1) {
      const isEdge = end < 0 || end === length;
      hash = withCharacter(hash, isEdge ? EDGE : word.charCodeAt(end));
      if (end > start || !isEdge) out[count++] = bucketOf(hash);
    }
  }
  if (length < LONGEST_GROUP - 1) return count;
  let hash = EMPTY_HASH;
  for (let index = 0; index < length; index += 1) hash = withCharacter(hash, word.charCodeAt(index));
  out[count++] = bucketOf(~hash);
  return count;
}

// The finalizer of MurmurHash3, as FNV alone leaves the bits of short inputs alike.
function bucketOf(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) % GROUPS;
}
