import { FakerList, fakerWords } from './faker-lists';
import { NEVER_NAMES } from './never-names';
import { allCommonWords, cityNames, COMMON_WORDS, commonWords, countryNames, peopleNames } from './package-lists';
import type { WordLesson } from './word-lesson';
import { writtenWords } from './written-words';

const CASED_WORD = /^[\p{Lu}\p{Ll}][\p{Lu}\p{Ll}\p{M}'’-]+$/u;
const LONGEST_WORD = 24;
const MOST_EVIDENCE = 12;
const SURE = 8;
const GERMAN_NOUNS = 1000;
const RARE_NAME = 4;

/** How much a list's saying so counts for a word, summed over lists. */
class Evidence {
  readonly words = new Map<string, number>();

  /** @param most what the list can bring a word's sum to, when the sum is not higher already */
  add(texts: Iterable<string>, weight: number, most = MOST_EVIDENCE): void {
    for (const text of texts) for (const part of text.split(/[\s/(),.]+/)) this.addWord(part, weight, most);
  }

  of(word: string): number {
    return this.words.get(word) ?? 0;
  }

  private addWord(part: string, weight: number, most: number): void {
    if (!CASED_WORD.test(part) || part.length > LONGEST_WORD) return;
    const word = part.toLowerCase();
    this.words.set(word, Math.max(this.of(word), Math.min(most, this.of(word) + weight)));
  }
}

/**
 * What the lists in a folder and the texts say of words.
 * @param folder where the packages of the README are installed
 */
export function wordLessons(folder: string, texts: readonly string[]): WordLesson[] {
  const names = new Evidence();
  names.add(fakerWords(folder, 'person', FakerList.firstNames), 3);
  const firstNames = new Set(names.words.keys());
  names.add(fakerWords(folder, 'person', FakerList.lastNames), 2);
  names.add(peopleNames(folder), 1);
  const others = new Evidence();
  addWritten(others, texts);
  for (const provider of ['lorem', 'job', 'company'])
    others.add(
      [...fakerWords(folder, provider, FakerList.any)].filter((word) => names.of(word.toLowerCase()) === 0),
      1,
    );
  others.add(fakerWords(folder, 'address', FakerList.places), 0.3, 1);
  others.add(
    allCommonWords(folder).filter((word) => names.of(word) === 0),
    1,
  );
  // Sentences begin with such words: `Add`, `Grant`.
  const english = commonWords(folder, 'english').slice(0, COMMON_WORDS);
  others.add(
    english.filter((word) => names.of(word) > 0 && names.of(word) <= RARE_NAME),
    4,
  );
  addGermanNouns(others, commonWords(folder, 'german'), names, firstNames);
  others.add(cityNames(folder), 0.7, 3);
  others.add([...countryNames(folder), ...fakerWords(folder, 'address', FakerList.countries), ...NEVER_NAMES], SURE);
  const words = new Set([...names.words.keys(), ...others.words.keys()]);
  return [...words].flatMap((word) => lessonsOf(word, names, others));
}

/** A word that is mostly written without a capital is no name. */
function addWritten(others: Evidence, texts: readonly string[]): void {
  for (const [word, { lower, capital }] of writtenWords(texts)) {
    const share = lower / (lower + capital);
    if (share > 0.5) others.add([word], (1 + Math.log2(lower)) * share);
  }
}

/** German writes its nouns with capitals, and many of them are surnames as well. */
function addGermanNouns(
  others: Evidence,
  german: readonly string[],
  names: Evidence,
  firstNames: ReadonlySet<string>,
): void {
  german.forEach((word, rank) => {
    if (firstNames.has(word) || (names.of(word) > 0 && rank >= COMMON_WORDS)) return;
    others.add([word], rank < GERMAN_NOUNS ? 3 : 1, 4);
  });
}

/** The lesson of a word, and of the word without accents when nothing else is written so. */
function lessonsOf(word: string, names: Evidence, others: Evidence): WordLesson[] {
  const lesson = { word, forName: names.of(word), against: others.of(word) };
  const plain = word.normalize('NFD').replace(/\p{M}/gu, '');
  const isKnown = plain === word || names.words.has(plain) || others.words.has(plain);
  return isKnown ? [lesson] : [lesson, { word: plain, forName: lesson.forName / 2, against: lesson.against / 2 }];
}
