// Not parts of addresses, paths and tags.
const WORD = /(?<![\p{L}\d@#/_.])(\p{L})[\p{L}'’-]+/gu;

/** How often the texts have a word without a capital and with one, by the word in lower case. */
export function writtenWords(texts: readonly string[]): ReadonlyMap<string, { lower: number; capital: number }> {
  const counts = new Map<string, { lower: number; capital: number }>();
  for (const text of texts)
    for (const [part, first = ''] of text.matchAll(WORD)) {
      const word = part.replace(/['’]s$/, '').toLowerCase();
      const count = counts.get(word) ?? { lower: 0, capital: 0 };
      count[first === first.toLowerCase() ? 'lower' : 'capital'] += 1;
      counts.set(word, count);
    }
  return counts;
}
