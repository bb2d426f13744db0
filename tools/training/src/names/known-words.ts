import { hashOf, placeOf, PLACES } from '@gauntlet/detection/personal/names';
import type { WordLesson } from './word-lesson';

const MOST_WORDS = Math.floor(0.8 * PLACES);
// Less is one mention in one list.
const LEAST_EVIDENCE = 1.5;
// Keeps the odds of words that stand on one side only finite.
const PRIOR = 0.3;
const MOST_LIKENESS = 7;

/** The table of the words of which the lists say most. An entry is the word's mark, and its likeness from 1 (-7) to 15 (7). */
export function knownWords(lessons: readonly WordLesson[]): Uint16Array {
  const table = new Uint16Array(PLACES);
  const best = lessons
    .filter((lesson) => evidenceOf(lesson) >= LEAST_EVIDENCE)
    .sort((one, other) => evidenceOf(other) - evidenceOf(one))
    .slice(0, MOST_WORDS);
  for (const lesson of best) {
    const { place, mark } = placeOf(hashOf(lesson.word), table);
    if (table[place] === 0) table[place] = mark | (likenessOf(lesson) + 8);
  }
  return table;
}

function evidenceOf({ forName, against }: WordLesson): number {
  return forName + against;
}

/** Log-odds in steps of a half. */
function likenessOf({ forName, against }: WordLesson): number {
  const likeness = Math.round(2 * Math.log((forName + PRIOR) / (against + PRIOR)));
  return Math.max(-MOST_LIKENESS, Math.min(MOST_LIKENESS, likeness));
}
