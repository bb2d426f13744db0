const WORDS = /[\p{L}\p{N}\p{M}]+/gu;
const SHINGLE = 5;
const MOST_SHARED = 0.4;

/** Recognises texts of which a good part stands in one of a set, however the two were edited. */
export class NearDuplicates {
  private readonly known = new Set<number>();

  constructor(texts: readonly string[]) {
    for (const text of texts) for (const shingle of shinglesOf(text)) this.known.add(shingle);
  }

  has(text: string): boolean {
    const shingles = shinglesOf(text);
    const shared = shingles.filter((shingle) => this.known.has(shingle)).length;
    return shared > 0 && shared >= shingles.length * MOST_SHARED;
  }
}

/** The hashes of every five words that follow one another; a shorter text is one shingle. */
function shinglesOf(text: string): number[] {
  const words = (text.toLowerCase().match(WORDS) ?? []).map(hashOf);
  const count = Math.max(1, words.length - SHINGLE + 1);
  return Array.from({ length: count }, (_, at) =>
    words.slice(at, at + SHINGLE).reduce((hash, word) => Math.imul(hash, 0x01000193) ^ word, 0),
  );
}

function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash;
}
