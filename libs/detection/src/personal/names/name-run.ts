import { Shape, type Words } from '../words/words';
import { nameLikeness } from './likeness';
import { PARTICLES, TITLES } from './name-cues';

/** Words that stand together as those of a name do; `last` is the last of them. */
export interface Run {
  readonly first: number;
  readonly last: number;
}

/** The part of a run that is most like a name, and how much it is. */
export interface Part extends Run {
  readonly likeness: number;
}

const MOST_WORDS = 7;
const MOST_PARTICLES = 2;
const MOST_LIKENESS = 8;
/** What a word of which only the letters are known can say against a name. */
const UNKNOWN = -1;
const LEAST_FIRST = -2;
const LEAST_FURTHER = -3;
const LEAST_WORTH = 0.1;
// In a text without capitals only those names are found that are hardly anything else.
const LEAST_LOWER = 2.5;
const LEAST_LOWER_NEXT = 1;
const ABBREVIATION = 3;
const NO_NAME = -7;
const GLUE_BEFORE = '@/\\_#$=&.-~';
const GLUE_BEHIND = '@/\\_=';

/** True where a name may begin, which is behind a title. In a text without capitals any word may that is hardly anything else. */
export function mayBegin(words: Words, word: number): boolean {
  if (TITLES.has(words.hash(word)) && isJoined(words, word + 1) && words.isCapital(word + 1)) return false;
  return mayBelong(words, word, LEAST_LOWER);
}

function mayBelong(words: Words, word: number, leastLower: number): boolean {
  if (words.hasCapitals) return words.isCapital(word) && !isGlued(words, word);
  return words.shape(word) === Shape.lower && nameLikeness(words, word) >= leastLower;
}

/** The run that begins at a word. */
export function runFrom(words: Words, first: number): Run {
  let last = first;
  while (last - first < MOST_WORDS) {
    const next = nextOfRun(words, last);
    if (next < 0) break;
    last = next;
  }
  return { first, last };
}

function nextOfRun(words: Words, last: number): number {
  const next = last + 1;
  if (!isJoined(words, next)) return -1;
  if (mayBelong(words, next, LEAST_LOWER_NEXT)) return TITLES.has(words.hash(next)) ? -1 : next;
  for (let word = next; word < next + MOST_PARTICLES && PARTICLES.has(words.hash(word)); word += 1) {
    if (!words.isSpaced(word + 1)) return -1;
    if (words.isCapital(word + 1)) return word + 1;
  }
  return -1;
}

/** The part with the largest sum of worth (Kadane), with the initials before it. Null when it has only initials. */
export function bestPart(words: Words, run: Run): Part | null {
  let [first, last, start, sum, most] = [run.first, run.first, run.first, 0, NO_NAME];
  for (let word = run.first; word <= run.last; word += 1) {
    if (sum <= 0) [start, sum] = [word, 0];
    sum += worthOf(words, word, word === start);
    if (sum > most) [first, last, most] = [start, word, sum];
  }
  while (first < last && words.shape(first) === Shape.lower && PARTICLES.has(words.hash(first))) first += 1;
  while (last > first && isFiller(words, last)) last -= 1;
  if (isFiller(words, last)) return null;
  while (first > run.first && words.shape(first - 1) === Shape.initial) first -= 1;
  return { first, last, likeness: likenessOf(words, first, last) };
}

/** A word that is known for something else ends a name; a surname may be such a word (Young, King). */
function worthOf(words: Words, word: number, isFirst: boolean): number {
  if (isFiller(words, word)) return 0;
  const likeness = wordLikeness(words, word);
  return likeness < (isFirst ? LEAST_FIRST : LEAST_FURTHER) ? likeness : Math.max(likeness, LEAST_WORTH);
}

function likenessOf(words: Words, first: number, last: number): number {
  let sum = 0;
  for (let word = first; word <= last; word += 1) if (!isFiller(words, word)) sum += inName(wordLikeness(words, word));
  return Math.min(MOST_LIKENESS, sum);
}

function inName(likeness: number): number {
  return likeness >= LEAST_FIRST ? Math.max(UNKNOWN, likeness) : likeness;
}

function wordLikeness(words: Words, word: number): number {
  const isAbbreviation = words.shape(word) === Shape.upper && words.end(word) - words.start(word) <= ABBREVIATION;
  return isAbbreviation ? NO_NAME : nameLikeness(words, word);
}

/** Words that belong to a name only beside its other words. */
function isFiller(words: Words, word: number): boolean {
  return words.shape(word) === Shape.initial || PARTICLES.has(words.hash(word));
}

/** True where a word follows the one before it as in a name: `Ann Lee`, `J. Lee`. */
export function isJoined(words: Words, word: number): boolean {
  if (words.isSpaced(word)) return true;
  if (word >= words.count || words.start(word) - words.end(word - 1) > 2) return false;
  const gap = words.before(word);
  return gap === '  ' || ((gap === '. ' || gap === '.') && words.shape(word - 1) === Shape.initial);
}

/** True in addresses, paths and names of programs. */
function isGlued(words: Words, word: number): boolean {
  const before = words.text.charAt(words.start(word) - 1);
  const isAfterInitial = before === '.' && words.shape(word - 1) === Shape.initial;
  if (before !== '' && GLUE_BEFORE.includes(before) && !isAfterInitial) return true;
  const behind = words.text.charAt(words.end(word));
  if (behind === '.')
    return (
      words.start(word + 1) === words.end(word) + 1 && word + 1 < words.count && words.shape(word) !== Shape.initial
    );
  return behind !== '' && GLUE_BEHIND.includes(behind);
}
