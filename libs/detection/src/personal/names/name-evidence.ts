import { withCharacter, withWordBefore, wordSet } from '../words/word-hash';
import { Shape, type Words } from '../words/words';
import { BEFORE, BEHIND, LONGEST_PHRASE, PLACE_BEGINNINGS, SPEAKERS, TITLES } from './name-cues';
import type { Part, Run } from './name-run';

const TITLE = 6;
const ANSWER = 5;
const SPEAKER = 2;
const SEVERAL_WORDS = 1.5;
const INITIAL = 1.5;
const MOST_INITIALS = 2;
const OWN_LINE = 2.5;
const POSSESSIVE = 1;
/** `Ann, could you …` */
const ADDRESSED = 1.5;
const PLACE = -6;
const ORGANISATION = -6;
const CUT_BEFORE = -1.5;
const CUT_BEHIND = -2;
const COLON = 0x3a;
const LONGEST_ABBREVIATION = 4;

/** How far back the question is whose answer is a name. */
const QUESTION_WORDS = 8;
const NAME = wordSet('name');
/** `the Princess Royal` */
const ARTICLE = wordSet('the');
// As far as the signs at the ends of lines are looked at.
const MOST_SIGNS = 20;
const TO_SOMEBODY = wordSet('can could please would will do did how what i you thanks');

/** What speaks for a part of a run being a name beside its words: positive points for one, negative ones against. */
export function evidenceFor(words: Words, run: Run, part: Part): number {
  return (
    fromShape(words, part) +
    (fromBefore(words, part.first) || cutBefore(words, run, part)) +
    fromBehind(words, run, part)
  );
}

function fromShape(words: Words, { first, last }: Part): number {
  if (first === last) return 0;
  if (PLACE_BEGINNINGS.has(words.hash(first))) return PLACE;
  if ((BEHIND.get(words.hash(last)) ?? 0) < 0) return ORGANISATION;
  const isOwnLine = words.shape(first) !== Shape.initial && isLineStart(words, first) && isLineEnd(words, last);
  return SEVERAL_WORDS + INITIAL * initialsIn(words, first, last) + (isOwnLine ? OWN_LINE : 0);
}

/** `The Dark Knight`; the first word of a sentence has a capital anyway. */
function cutBefore(words: Words, run: Run, { first }: Part): number {
  return first > run.first && words.isSpaced(first) && words.isSpaced(first - 1) ? CUT_BEFORE : 0;
}

/** A single initial before one word may number a list as well: `A. Approve`. */
function initialsIn(words: Words, first: number, last: number): number {
  let initials = 0;
  for (let word = last - first > 1 ? first : first + 1; word < last; word += 1)
    if (words.shape(word) === Shape.initial) initials += 1;
  return Math.min(initials, MOST_INITIALS);
}

/** Points for what stands before the word `first`. */
export function fromBefore(words: Words, first: number): number {
  const isSpaced = words.isSpaced(first);
  const previous = words.hash(first - 1);
  if (TITLES.has(previous) && (isSpaced || isAbbreviated(words, first)))
    return ARTICLE.has(words.hash(first - 2)) ? 0 : TITLE;
  if (isSpaced)
    return PLACE_BEGINNINGS.has(previous) && words.isCapital(first - 1) ? PLACE : phrasePoints(words, first, previous);
  const gap = words.before(first);
  if (answersQuestion(words, first, gap)) return ANSWER;
  if (first === 0 || /[.!?…]["')\]]?\s|\n\s*\n/.test(gap)) return 0;
  return phrasePoints(words, first, /^\s*:/.test(gap) ? withCharacter(previous, COLON) : previous);
}

/** `Dr. Ann`, but not `It was my father. Ann`. */
function isAbbreviated(words: Words, first: number): boolean {
  const length = words.end(first - 1) - words.start(first - 1);
  return length <= LONGEST_ABBREVIATION && /^\. {0,2}$/.test(words.before(first));
}

/** `Your name? Ann`, `The name on the account? User: Ann`. */
function answersQuestion(words: Words, first: number, gap: string): boolean {
  const hasSpeaker = gap.startsWith(':') && SPEAKERS.has(words.hash(first - 1));
  const answer = hasSpeaker ? first - 1 : first;
  if (answer < 1 || !words.before(answer).startsWith('?')) return false;
  for (let word = answer - 1; word >= Math.max(0, answer - QUESTION_WORDS); word -= 1)
    if (NAME.has(words.hash(word))) return true;
  return false;
}

/** The points of the longest phrase that is known before `first`; `previous` is the hash of its last word. */
function phrasePoints(words: Words, first: number, previous: number): number {
  let phrase = previous;
  let points = BEFORE.get(phrase) ?? 0;
  for (let length = 2; length <= LONGEST_PHRASE; length += 1) {
    phrase = withWordBefore(phrase, words.hash(first - length));
    points = BEFORE.get(phrase) ?? points;
  }
  return points;
}

function fromBehind(words: Words, run: Run, { first, last }: Part): number {
  const next = last + 1;
  if (words.isSpaced(next)) return pointsBehind(words, next, next <= run.last);
  const gap = words.before(next);
  if (gap === "'" || gap === '’') return POSSESSIVE;
  if (gap.startsWith(':')) return isLineStart(words, first) ? SPEAKER : 0;
  if (gap === ', ') return TO_SOMEBODY.has(words.hash(next)) ? ADDRESSED : 0;
  return next <= run.last ? pointsBehind(words, next, true) : 0;
}

function pointsBehind(words: Words, next: number, isInRun: boolean): number {
  const points =
    BEHIND.get(words.hash(next)) ?? BEHIND.get(withWordBefore(words.hash(next + 1), words.hash(next))) ?? 0;
  if (points > 0 || (points < 0 && words.isCapital(next))) return points;
  return isInRun ? CUT_BEHIND : 0;
}

function isLineStart(words: Words, word: number): boolean {
  return word === 0 || /\n[\s>*#?–-]*$/.test(words.before(word).slice(-MOST_SIGNS));
}

function isLineEnd(words: Words, word: number): boolean {
  return word === words.count - 1 || /^[,;]?\s*\n/.test(words.before(word + 1).slice(0, MOST_SIGNS));
}
