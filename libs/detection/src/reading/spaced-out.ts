import type { Decoder } from './decoder';
import { Transcript } from './transcript';

const LEAST_LETTERS = 5;
// Letters that each stand alone, with the same few signs between them; where the signs differ, words end. The arguments of a
// function in a program are no such letters.
const RUN =
  /(?<![\p{L}\p{N}])\p{L}\p{M}{0,2}(?:[^\p{L}\p{N}\p{M}(){}=;]{1,5}[\p{L}\d]\p{M}{0,2}(?![\p{L}\p{N}])){4,}/gu;
const PART = /([\p{L}\d]\p{M}{0,2})([^\p{L}\p{N}\p{M}]*)/gu;

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
  const letters = run.match(/\p{L}/gu) ?? [];
  const steps = letters.filter(
    (letter, index) => letter.charCodeAt(0) === (letters[index - 1]?.charCodeAt(0) ?? 0) + 1,
  );
  return steps.length * 2 > letters.length;
}

function closedUp(run: string, start: number): Transcript {
  const parts = [...run.matchAll(PART)];
  const between = mostFrequent(parts.slice(0, -1).map(([, , gap = '']) => gap));
  const transcript = new Transcript();
  for (const { 0: part, 1: letter = '', 2: gap = '', index } of parts) {
    const at = start + index;
    transcript.add(letter, at, at + letter.length);
    if (gap !== between && gap !== '')
      transcript.add(/^\s*$/.test(gap) ? ' ' : gap.trim() || ' ', at + letter.length, at + part.length);
  }
  return transcript;
}

function mostFrequent(gaps: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const gap of gaps) counts.set(gap, (counts.get(gap) ?? 0) + 1);
  return [...counts].reduce((most, entry) => (entry[1] > most[1] ? entry : most), ['', 0])[0];
}
