import type { Found } from '../../found';
import { Shape, type Words } from '../words/words';
import { nameLikeness } from './likeness';
import { TELLING_ENDS, TITLES } from './name-cues';
import { evidenceFor, fromBefore } from './name-evidence';
import { bestPart, isJoined, mayBegin, type Run, runFrom } from './name-run';

/** Words that may be a name, and the points for it. */
interface Candidate extends Run {
  readonly points: number;
}

/** From so many points on a candidate is a name. */
const THRESHOLD = 3;
/** From so many on it is one when one of its words is in a name elsewhere in the text. */
const LEAST = -0.5;
/** From so many on it is one when a name stands beside it. */
const LEAST_BESIDE = 0.5;
// No evidence makes up for less.
const HOPELESS = -3.5;
// After "my name is" even words without a capital are a name.
const TELLING = 6;
const MOST_LOWER_WORDS = 3;
const BETWEEN_NAMES = /^(?:, ?(?:and |& )?| (?:and|&|und|et|y|e|och|og|en|i|a) )$/;
const LONGEST_BETWEEN = 6;

/** Names of persons, in reading order. */
export function findNamesIn(words: Words): Found[] {
  return accepted(words, candidatesIn(words)).map(({ first, last }) => ({
    type: 'PERSON',
    start: words.start(first),
    end: words.end(last),
  }));
}

function candidatesIn(words: Words): Candidate[] {
  const candidates: Candidate[] = [];
  for (let word = 0; word < words.count; word += 1) {
    const run = mayBegin(words, word) ? runFrom(words, word) : null;
    const candidate = run ? inRun(words, run) : inLowerCase(words, word);
    if (candidate && candidate.points > LEAST) candidates.push(candidate);
    word = candidate?.last ?? run?.last ?? word;
  }
  return candidates;
}

function inRun(words: Words, run: Run): Candidate | null {
  const part = bestPart(words, run);
  if (!part || part.likeness < HOPELESS || isTitle(words, part)) return null;
  return { first: part.first, last: part.last, points: part.likeness + evidenceFor(words, run, part) };
}

/** `the King`, but not `Mr. King`. */
function isTitle(words: Words, { first, last }: Run): boolean {
  return first === last && TITLES.has(words.hash(first)) && !TITLES.has(words.hash(first - 1));
}

function inLowerCase(words: Words, first: number): Candidate | null {
  if (!TELLING_ENDS.has(words.hash(first - 1)) || !isLikely(words, first) || fromBefore(words, first) < TELLING)
    return null;
  let last = first;
  while (last - first < MOST_LOWER_WORDS - 1 && isJoined(words, last + 1) && isLikely(words, last + 1)) last += 1;
  return { first, last, points: TELLING };
}

function isLikely(words: Words, word: number): boolean {
  return words.shape(word) === Shape.lower && words.end(word) - words.start(word) > 1 && nameLikeness(words, word) > 0;
}

/** Candidates with enough points, and those that a name beside them or elsewhere makes one. */
function accepted(words: Words, candidates: readonly Candidate[]): Candidate[] {
  const isName = candidates.map(({ points }) => points >= THRESHOLD);
  if (!isName.includes(true)) return [];
  const known = new Set<number>();
  candidates.forEach((candidate, index) => {
    if (isName[index]) for (const word of realWords(words, candidate)) known.add(word);
  });
  candidates.forEach((candidate, index) => {
    isName[index] ||= realWords(words, candidate).some((word) => known.has(word));
  });
  for (let index = 1; index < candidates.length; index += 1) spread(words, candidates, isName, index - 1, index);
  for (let index = candidates.length - 1; index > 0; index -= 1) spread(words, candidates, isName, index, index - 1);
  return candidates.filter((_, index) => isName[index]);
}

function realWords(words: Words, { first, last }: Run): number[] {
  const real: number[] = [];
  for (let word = first; word <= last; word += 1) if (words.shape(word) !== Shape.initial) real.push(words.hash(word));
  return real;
}

/** In a list one name makes the next: `Kovács, Becker and Ortiz`. */
function spread(words: Words, candidates: readonly Candidate[], isName: boolean[], from: number, to: number): void {
  const [one, other] = [candidates[Math.min(from, to)], candidates[Math.max(from, to)]];
  if (!isName[from] || isName[to] || !one || !other || (candidates[to]?.points ?? 0) < LEAST_BESIDE) return;
  const [start, end] = [words.end(one.last), words.start(other.first)];
  if (end - start <= LONGEST_BETWEEN && BETWEEN_NAMES.test(words.text.slice(start, end))) isName[to] = true;
}
