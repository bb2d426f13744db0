// FNV-1a, 32 bits.
const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;
const lowerCodes = new Uint16Array(0x10000);

/** What a hash starts from. */
export const EMPTY_HASH = OFFSET | 0;

/** The hash of a word with one more character, whatever its case. */
export function withCharacter(hash: number, code: number): number {
  return Math.imul(hash ^ (lowerCodes[code] || keptLower(code)), PRIME);
}

/** The hash of a phrase with one more word before it; a phrase of one word has the word's hash. */
export function withWordBefore(phrase: number, word: number): number {
  return phrase === 0 ? word : (Math.imul(phrase, PRIME) + word) | 0;
}

/** The hash of a word. */
export function hashOf(word: string): number {
  let hash = EMPTY_HASH;
  for (let index = 0; index < word.length; index += 1) hash = withCharacter(hash, word.charCodeAt(index));
  return hash;
}

/** The hash of words that follow each other. */
export function phraseHash(phrase: string): number {
  return phrase.split(' ').reduceRight((hash, word) => withWordBefore(hash, hashOf(word)), 0);
}

/** The hashes of the words in a text. */
export function wordSet(text: string): ReadonlySet<number> {
  return new Set(text.trim().split(/\s+/).map(hashOf));
}

function keptLower(code: number): number {
  const lower = code === 0x2019 ? "'" : String.fromCharCode(code).toLowerCase();
  return (lowerCodes[code] = lower.length === 1 ? lower.charCodeAt(0) : code);
}
