import { wordSet } from '../words/word-hash';
import { Shape, type Words } from '../words/words';
import { NO_PLACES, UNITS } from './address-cues';
import { isCorner, isHouseNumber, isOrdinal, isUnit, type Street, unitBehind } from './street';

const MOST_PARTS = 8;
const MOST_PLACE_WORDS = 4;
const LONGEST_GAP = 30;
// A comma, a line end with the signs of a quoted mail, or spaces.
const GAP = /^ ?\.?[ \t]*,?[ \t]*(?:\n[ \t>?|*]*){0,2},?[ \t]*\(?$/;
const LINE_GAP = /[,\n]| {2}/;
// `Raleigh, NC 27604`
const CITY_AND_STATE = /^[. ]{1,3}\p{Lu}[\p{L} ]{1,30},? {1,2}\p{Lu}{2} {1,2}\d{5}/u;
const LETTERED_CODE = /^(?:[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}|[a-z]\d[a-z] ?\d[a-z]\d)$/i;
const LONGEST_CITY_AND_STATE = 50;
const AND = wordSet('and y und et e i og och');
const STREET = wordSet('street str st');
const THE = wordSet('the');
const SMALL_PLACE_WORDS = wordSet('nan de del da do di la le of upon am im an der sur les en y e u v k nad');
const NO_STATE = wordSet('nan');

/** A street with what belongs to the same address: a number and a flat before it, flat, place, code and country behind it. */
export function wholeAddress(words: Words, street: Street): Street {
  const first = startOf(words, street.first);
  let last = isCorner(words, street.first) ? cornerEnd(words, street.last) : street.last;
  const unit = unitBehind(words, last);
  if (isUnit(words, unit)) last = unit + 1;
  for (let part = 0; part < MOST_PARTS; part += 1) {
    const next = nextPart(words, last, street.last);
    if (next === last) break;
    last = next;
  }
  return { ...street, first, last };
}

function startOf(words: Words, street: number): number {
  let first = street;
  if (isHouseNumber(words, first - 1) && words.isSpaced(first)) first -= 1;
  if (isUnit(words, first - 2) && words.isSpaced(first)) first -= 2;
  if (!isCorner(words, first)) return first;
  return first - (THE.has(words.hash(first - 3)) ? 3 : 2);
}

/** `the corner of Alšova 408 and Kent Greens` */
function cornerEnd(words: Words, last: number): number {
  const and = STREET.has(words.hash(last + 1)) ? last + 2 : last + 1;
  if (!AND.has(words.hash(and))) return last;
  let end = and;
  while (end < and + 3 && words.isSpaced(end + 1) && isPlaceWord(words, end + 1)) end += 1;
  return end > and ? end : last;
}

/** The last word of the next part behind the word `last`; `last` itself when none follows. */
function nextPart(words: Words, last: number, street: number): number {
  const next = last + 1;
  if (next >= words.count || words.start(next) - words.end(last) > LONGEST_GAP) return last;
  const gap = words.before(next);
  if (/^,? #$/.test(gap) && words.shape(next) === Shape.number) return next;
  if (!GAP.test(gap)) return last;
  if (isOrdinal(words, next) && UNITS.has(words.hash(next + 1))) return next + 1;
  if (UNITS.has(words.hash(next))) return /\d|^\p{Lu}$/u.test(words.written(next + 1)) ? next + 1 : last;
  const lettered = letteredCodeEnd(words, next);
  if (lettered >= next) return lettered;
  if (words.shape(next) === Shape.number) return isCode(words, next, gap) ? codeEnd(words, next) : last;
  return isPlaceBehind(words, last, street, gap) ? placeEnd(words, next) : last;
}

function isPlaceBehind(words: Words, last: number, street: number, gap: string): boolean {
  if (endsWithCode(words, last, street) && !/^ ?,/.test(gap)) return false;
  if (LINE_GAP.test(gap) || last > street || words.shape(last + 1) === Shape.upper) return true;
  const end = words.end(last);
  return CITY_AND_STATE.test(words.text.slice(end, end + LONGEST_CITY_AND_STATE));
}

/** Postal codes have four to six digits; the groups of a phone number, and what a label stands before, are none. */
function isCode(words: Words, word: number, gap: string): boolean {
  if (!isHouseNumber(words, word) || words.before(word + 1).startsWith(':')) return false;
  if (gap.includes('\n') && isNumberBehind(words, word)) return false;
  return words.end(word) - words.start(word) >= 4 || !gap.includes(' \n');
}

/** Behind `CA 94105` only a country comes, and behind a comma. */
function endsWithCode(words: Words, last: number, street: number): boolean {
  const place = words.shape(last - 1);
  const isPlace = last - 1 > street && (place === Shape.capital || place === Shape.upper);
  return (
    isPlace && words.shape(last) === Shape.number && !UNITS.has(words.hash(last - 1)) && words.before(last) !== '\n'
  );
}

/** The last word of a code of the United Kingdom or Canada, `NW1 6XE`; -1 without one. */
function letteredCodeEnd(words: Words, word: number): number {
  if (words.shape(word) !== Shape.other) return -1;
  if (LETTERED_CODE.test(words.written(word))) return word;
  return words.isSpaced(word + 1) && LETTERED_CODE.test(words.text.slice(words.start(word), words.end(word + 1)))
    ? word + 1
    : -1;
}

function isNumberBehind(words: Words, word: number): boolean {
  return words.shape(word + 1) === Shape.number && /^[ .()/-]{1,3}$/.test(words.before(word + 1));
}

function codeEnd(words: Words, word: number): number {
  const isGroup = isNumberBehind(words, word) && words.end(word + 1) - words.start(word + 1) <= 4;
  return isGroup ? word + 1 : word;
}

/** The last word of a place that begins at a word; the word before when a label or a sentence begins there. */
function placeEnd(words: Words, first: number): number {
  let last = first - 1;
  while (last - first < MOST_PLACE_WORDS && (last < first || words.isSpaced(last + 1)) && isPlaceWord(words, last + 1))
    last += 1;
  while (last >= first && words.shape(last) === Shape.lower && !NO_STATE.has(words.hash(last))) last -= 1;
  const isLabel = last + 1 < words.count && /^\s*:/.test(words.before(last + 1).slice(0, LONGEST_GAP));
  return isLabel || NO_PLACES.has(words.hash(first)) ? first - 1 : Math.max(last, first - 1);
}

function isPlaceWord(words: Words, word: number): boolean {
  if (UNITS.has(words.hash(word))) return false;
  return words.isCapital(word) || SMALL_PLACE_WORDS.has(words.hash(word));
}
