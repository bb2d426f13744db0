import { BOUNDARY, classOf, UNWRITTEN } from '../letters';
import type { Decoder } from './decoder';
import { Transcript } from './transcript';

const LEAST_LETTERS = 5;
// Letters that each stand alone, with the same few signs between them; where the signs differ, words end. The arguments of a
// function in a program are no such letters.
const RUN =
  /(?<![\p{L}\p{N}])\p{L}\p{M}{0,2}(?:[^\p{L}\p{N}\p{M}(){}=;]{1,5}[\p{L}\d]\p{M}{0,2}(?![\p{L}\p{N}])){4,}/gu;
/** Characters that are enough to tell an alphabet. */
const SAMPLE = 256;

/** Words with something between their letters: `i g n o r e   a l l`, `i-g-n-o-r-e a-l-l`. */
export const SPACED_OUT: Decoder = {
  encoding: 'spaced out',
  holdsBytes: true,
  decode(text, { lone }) {
    if (lone < LEAST_LETTERS) return [];
    const runs = [...text.matchAll(RUN)].filter(([run]) => !isAlphabet(run));
    return runs.map(({ 0: run, index }) => ({ start: index, end: index + run.length, decoded: closedUp(run, index) }));
  },
};

/** The letters of an alphabet, such as the names of choices, follow one another. */
function isAlphabet(run: string): boolean {
  const letters = run.slice(0, SAMPLE).match(/\p{L}/gu) ?? [];
  const steps = letters.filter(
    (letter, index) => letter.charCodeAt(0) === (letters[index - 1]?.charCodeAt(0) ?? 0) + 1,
  );
  return steps.length * 2 > letters.length;
}

function closedUp(run: string, start: number): Transcript {
  const transcript = new Transcript(run.length);
  const between = mostFrequentGap(run);
  eachPart(run, (from, gapFrom, to) => {
    transcript.copy(run, from, gapFrom, start);
    const gap = run.slice(gapFrom, to);
    if (gap !== between && gap !== '') transcript.add(gap.trim() || ' ', start + gapFrom, start + to);
  });
  return transcript;
}

function mostFrequentGap(run: string): string {
  const counts = new Map<string, number>();
  eachPart(run, (_, gapFrom, to) => {
    const gap = run.slice(gapFrom, to);
    counts.set(gap, (counts.get(gap) ?? 0) + 1);
  });
  return [...counts].reduce((most, entry) => (entry[1] > most[1] ? entry : most), ['', 0])[0];
}

/** Calls for each letter with where it begins, where what follows it begins, and where that ends. */
function eachPart(run: string, found: (from: number, gapFrom: number, to: number) => void): void {
  for (let from = 0, to = 0; from < run.length; from = to) {
    while (to < run.length && !isGap(run, to)) to += 1;
    const gapFrom = to;
    while (to < run.length && isGap(run, to)) to += 1;
    found(from, gapFrom, to);
  }
}

function isGap(run: string, index: number): boolean {
  const kind = classOf(run.charCodeAt(index));
  return kind === BOUNDARY || kind === UNWRITTEN;
}
