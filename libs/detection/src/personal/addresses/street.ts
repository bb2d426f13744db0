import { PARTICLES } from '../names/name-cues';
import { wordSet } from '../words/word-hash';
import { Shape, type Words } from '../words/words';
import {
  ADDRESS_BEFORE,
  DIRECTIONS,
  hasEnd,
  MAYBE_STREET_WORD_ENDS,
  MEASURES,
  MONTHS,
  NEVER_IN_STREETS,
  NUMBER_AFTER,
  NUMBERED_STARTS,
  STREET_ENDS,
  STREET_STARTS,
  STREET_WORD_ENDS,
  TELLS_ADDRESS,
  UNITS,
} from './address-cues';

/** A street with its number: the words from `first` to `last`, and the points for it. */
export interface Street {
  readonly first: number;
  readonly last: number;
  readonly points: number;
}

/** From so many points on it is a street. */
export const SURE = 3;
const MAYBE = 1.5;
const NUMBER_BESIDE = 2;
const UNIT_BEHIND = 2;
const CODE_BEHIND = 2;
const TOLD = 2;
const HINTED = 1;
const OWN_LINE = 1;
const MOST_WORDS = 5;
const MOST_WORDS_AFTER_YEAR = 2;
const MOST_WORDS_TO_UNIT = 3;
const TOLD_WORDS = 3;
const LONGEST_NUMBER = 6;
const CORNER = wordSet('corner');
const OF = wordSet('of');
const STREET = wordSet('street str st');

/** The street that a number belongs to: `14 Crown Street`, `Harjukuja 54`, `Via Tasso 129`. */
export function streetAt(words: Words, number: number): Street | null {
  if (!isHouseNumber(words, number) || isOrdinal(words, number) || isPartOfNumber(words, number)) return null;
  const end = streetEnd(words, number);
  return end > number ? { first: number, last: end, points: SURE } : streetBefore(words, number);
}

/** The last word of the street behind a number: `14 Crown Street`, `26 rue des Carmes`; the number itself without one. */
function streetEnd(words: Words, number: number): number {
  if (!words.isSpaced(number + 1)) return number;
  const isNumberedStart = NUMBERED_STARTS.has(words.hash(number + 1));
  const most = isYear(words, number) ? MOST_WORDS_AFTER_YEAR : MOST_WORDS;
  let end = number;
  let word = number + 1;
  for (; word <= number + most && isNext(words, word, number); word += 1) {
    const hash = words.hash(word);
    if (UNITS.has(hash) || MONTHS.has(hash)) break;
    if (word > number + 1 && STREET_ENDS.has(hash)) end = word;
    const mayBeSmall = isNumberedStart && (word === number + 1 || PARTICLES.has(words.hash(word - 1)));
    if (!mayBeSmall && !isNameWord(words, word) && !isOrdinal(words, word)) break;
  }
  const isNamed = word > number + 1 && (isNumberedStart || (end === number && isUnit(words, word)));
  if (isNamed && words.shape(word - 1) !== Shape.lower) end = word - 1;
  if (end === number || (!isNumberedStart && hasOnlySmallWords(words, number + 1, end))) return number;
  return DIRECTIONS.has(words.hash(end + 1)) && isNext(words, end + 1, number) ? end + 1 : end;
}

/** `Harjukuja 54`, `Via Tasso 129`, `Erzsébet tér 19`; without a word for a street only what else speaks for one counts. */
function streetBefore(words: Words, number: number): Street | null {
  let first = number;
  while (number - first <= MOST_WORDS && precedes(words, first, number)) first -= 1;
  while (first < number && PARTICLES.has(words.hash(first)) && !STREET_STARTS.has(words.hash(first))) first += 1;
  if (first === number || words.shape(number - 1) === Shape.initial) return null;
  for (let word = first; word < number - 1; word += 1)
    if (STREET_STARTS.has(words.hash(word))) return { first: word, last: number, points: SURE };
  return { first, last: number, points: pointsOfName(words, first, number) + pointsAround(words, first, number) };
}

function pointsOfName(words: Words, first: number, number: number): number {
  if (number - first > 1 && NUMBER_AFTER.has(words.hash(number - 1))) return SURE;
  if (STREET.has(words.hash(number + 1))) return SURE;
  const end = words.written(number - 1);
  if (hasEnd(end, STREET_WORD_ENDS)) return SURE;
  return hasEnd(end, MAYBE_STREET_WORD_ENDS) ? MAYBE : 0;
}

/** True where the word before `first` can belong to the street's name. */
function precedes(words: Words, first: number, number: number): boolean {
  if (first < 1 || !isNameWord(words, first - 1)) return false;
  const before = words.hash(first - 1);
  if (UNITS.has(before) || (first === number && MONTHS.has(before))) return false;
  if (words.isSpaced(first)) return true;
  const gap = words.before(first);
  return gap === '. ' || gap === '/ ' || gap === '/' || (first === number && gap === ', ');
}

function isNameWord(words: Words, word: number): boolean {
  if (words.isCapital(word)) return true;
  if (words.shape(word) !== Shape.lower) return false;
  const hash = words.hash(word);
  if (!words.hasCapitals) return mayBeNameInSmallLetters(words, word);
  return isSmallWord(hash) || STREET_ENDS.has(hash);
}

function mayBeNameInSmallLetters(words: Words, word: number): boolean {
  const hash = words.hash(word);
  return words.end(word) - words.start(word) > 1 && !ADDRESS_BEFORE.has(hash) && !NEVER_IN_STREETS.has(hash);
}

function isSmallWord(hash: number): boolean {
  return PARTICLES.has(hash) || STREET_STARTS.has(hash);
}

function hasOnlySmallWords(words: Words, first: number, end: number): boolean {
  for (let word = first; word < end; word += 1) if (!isSmallWord(words.hash(word))) return false;
  return true;
}

function pointsAround(words: Words, first: number, number: number): number {
  const hasNumberBefore = isHouseNumber(words, first - 1) && words.isSpaced(first);
  const start = hasNumberBefore ? first - 1 : first;
  let points = hasNumberBefore ? NUMBER_BESIDE : 0;
  if (isUnit(words, unitBehind(words, number))) points += UNIT_BEHIND;
  if (isCodeBehind(words, number + 1)) points += CODE_BEHIND;
  if (words.before(start).includes('\n') && words.before(number + 1).includes('\n')) points += OWN_LINE;
  return points + (isCorner(words, start) ? SURE : told(words, start));
}

/** Points for the words before an address: `lives at`, `address is`, `my new address:`. */
function told(words: Words, first: number): number {
  if (!words.isSpaced(first) && /[.!]\s/.test(words.before(first))) return 0;
  for (let back = 1; back <= TOLD_WORDS; back += 1) if (TELLS_ADDRESS.has(words.hash(first - back))) return TOLD;
  return ADDRESS_BEFORE.has(words.hash(first - 1)) ? HINTED : 0;
}

/** Where a flat may be named behind a number, names between them left out: `Storgarden 52 Forks, Suite 3`. */
export function unitBehind(words: Words, number: number): number {
  let word = number + 1;
  while (
    word <= number + MOST_WORDS_TO_UNIT &&
    words.shape(word) === Shape.capital &&
    words.isSpaced(word) &&
    !UNITS.has(words.hash(word))
  )
    word += 1;
  return word;
}

/** True for a word such as `Suite` with its number behind it. */
export function isUnit(words: Words, word: number): boolean {
  if (!UNITS.has(words.hash(word)) || !isHouseNumber(words, word + 1)) return false;
  return words.isSpaced(word + 1) || words.before(word + 1) === '. ';
}

/** `at the corner of` */
export function isCorner(words: Words, first: number): boolean {
  return OF.has(words.hash(first - 1)) && CORNER.has(words.hash(first - 2));
}

export function isHouseNumber(words: Words, word: number): boolean {
  if (words.shape(word) !== Shape.number || words.end(word) - words.start(word) > LONGEST_NUMBER) return false;
  return words.shape(word + 1) !== Shape.lower || !MEASURES.has(words.hash(word + 1));
}

/** `5th` */
export function isOrdinal(words: Words, word: number): boolean {
  return words.shape(word) === Shape.number && /^\d+(?:st|nd|rd|th)$/i.test(words.written(word));
}

function isNext(words: Words, word: number, number: number): boolean {
  return words.isSpaced(word) || (word > number + 1 && words.before(word) === '. ');
}

/** `200.00`, `$100`, `M.2` */
function isPartOfNumber(words: Words, number: number): boolean {
  const before = words.text.charAt(words.start(number) - 1);
  if (before === '' || before === ' ') return false;
  if ('$€£%+'.includes(before)) return true;
  return '.,:'.includes(before) && words.end(number - 1) === words.start(number) - 1;
}

function isYear(words: Words, number: number): boolean {
  return /^(?:19|20)\d\d$/.test(words.written(number));
}

/** `…, 10115 Berlin` */
function isCodeBehind(words: Words, word: number): boolean {
  const length = words.end(word) - words.start(word);
  if (words.shape(word) !== Shape.number || length < 4 || length > 5) return false;
  return words.isCapital(word + 1) && words.isSpaced(word + 1) && /^,?\s+$/.test(words.before(word));
}
