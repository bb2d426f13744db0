import type { Span } from '@gauntlet/redaction';

/** Letters in a row, with no digit beside them. */
export interface Word extends Span {
  readonly text: string;
}

// Letters beside digits are of names, numbers and what is encoded in bytes.
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const NUMBER = /\p{N}/u;
const SENTENCE_END = /^(?:[\n\r:"“”„«»()<>[\]{}|]|[.!?](?:\s|$))/;
/** How far a stretch of words may be from the beginning or the end of what it belongs to. */
const REACH = 40;

/** The words of a text in reading order. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  WORD.lastIndex = 0;
  for (let match = WORD.exec(text); match; match = WORD.exec(text)) {
    const [word] = match;
    if (!NUMBER.test(word)) words.push({ start: match.index, end: match.index + word.length, text: word });
  }
  return words;
}

/** Gives a word a value, which may be below zero. */
export type Gain = (word: string) => number;

/**
 * The parts of a text whose words gain `least` or more together; each ends, and begins, with a word that gains. A word that comes
 * again gains nothing, as a strange name is not stranger the second time.
 */
export function stretches(words: readonly Word[], gain: Gain, least: number): Word[][] {
  const found: Word[][] = [];
  const known = new Map<string, number>();
  let [sum, peak, from, to] = [0, 0, 0, 0];
  const close = (next: number) => {
    if (peak >= least) found.push(words.slice(from, to));
    [sum, peak, from] = [0, 0, next];
  };
  words.forEach(({ text }, index) => {
    const again = known.get(text);
    const gained = again ?? gain(text);
    if (again === undefined) known.set(text, Math.min(0, gained));
    sum += gained;
    if (sum > peak) [peak, to] = [sum, index + 1];
    if (sum <= 0 || peak - sum > least) close(index + 1);
  });
  close(words.length);
  return found;
}

/**
 * The part of a text that a stretch of words belongs to: with the few words before and behind that gained nothing, up to the
 * end of the sentence or the line, a colon, a quotation mark or a bracket.
 */
export function sentenceOf(text: string, stretch: readonly Word[]): Span {
  const [start, end] = [stretch[0]?.start ?? 0, stretch.at(-1)?.end ?? 0];
  return { start: start - reach(text, start - 1, -1), end: end + reach(text, end, 1) };
}

/** Characters up to the end of the sentence; none when it is too far, as what lies there then belongs to something else. */
function reach(text: string, from: number, step: number): number {
  for (let count = 0; count <= REACH; count += 1) {
    const at = from + count * step;
    if (at < 0 || at >= text.length || SENTENCE_END.test(text.slice(at, at + 2))) return count;
  }
  return 0;
}
