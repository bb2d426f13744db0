import type { Span } from '@gauntlet/redaction';

/** Size of windows in UTF-16 code units. */
export interface WindowSize {
  /** Most that a window holds. */
  readonly length: number;
  /** What two windows share, so that nothing of this length is only seen cut in two; less than half the length. */
  readonly overlap: number;
}

// Where a window may end, best first.
const SENTENCE_END = /[.!?。！？।؟\n](?=\s|$|[^\x00-\x7f])/g;
const WORD_END = /\s/g;
const SHARE_SEARCHED = 4;
/** Where nothing ends in that share, a window is shorter rather than that it cuts a word of less than half of it. */
const SHARE_OF_WORD = 2;

/**
 * Parts of a text that overlap and leave nothing out: the whole text when it is short enough. A window ends behind a sentence or a
 * word when one ends in its last quarter, and cuts no word of less than half its length in two. No window cuts a character beyond U+FFFF in two.
 */
export function windows(text: string, { length, overlap }: WindowSize): Span[] {
  const found: Span[] = [];
  let start = 0;
  while (text.length - start > length) {
    const end = endOf(text, start, length);
    found.push({ start, end });
    start = whole(text, nextStart(text, end - overlap, end));
  }
  found.push({ start, end: text.length });
  return found;
}

function endOf(text: string, start: number, length: number): number {
  const limit = start + length;
  const from = limit - Math.floor(length / SHARE_SEARCHED);
  const end =
    lastEnd(text, from, limit, SENTENCE_END) ||
    lastEnd(text, from, limit, WORD_END) ||
    lastEnd(text, limit - Math.floor(length / SHARE_OF_WORD), from, WORD_END);
  return end || whole(text, limit);
}

/** Where the last match of a pattern in a part of the text ends; 0 without one. */
function lastEnd(text: string, from: number, to: number, pattern: RegExp): number {
  let end = 0;
  for (const { 0: match, index } of text.slice(from, to).matchAll(pattern)) end = from + index + match.length;
  return end;
}

/** The next window begins with a word, unless none begins in what the windows share. */
function nextStart(text: string, from: number, end: number): number {
  const space = text.slice(from, end).search(/\s\S/);
  return space === -1 ? from : from + space + 1;
}

function whole(text: string, index: number): number {
  return (text.codePointAt(index - 1) ?? 0) > 0xffff ? index - 1 : index;
}
