import type { Span } from '@gauntlet/redaction';

/** Marks characters of ASCII by their code. */
export type Marked = Uint8Array;

/** Those of the first 128 characters that a pattern matches. */
export function markedBy(pattern: RegExp): Marked {
  return Uint8Array.from({ length: 0x80 }, (_, code) => (pattern.test(String.fromCharCode(code)) ? 1 : 0));
}

/**
 * Every part of a text that is made of marked characters alone and is as long as can be, from a least length on. Looks at the
 * last character first that a part must have, so most of a text of short words is not looked at.
 */
export function runsOf(text: string, marked: Marked, least: number): Span[] {
  const runs: Span[] = [];
  for (let start = 0; start + least <= text.length;) {
    let last = start + least - 1;
    while (last >= start && isMarked(marked, text.charCodeAt(last))) last -= 1;
    if (last >= start) {
      start = last + 1;
      continue;
    }
    let end = start + least;
    while (end < text.length && isMarked(marked, text.charCodeAt(end))) end += 1;
    runs.push({ start, end });
    start = end + 1;
  }
  return runs;
}

// To read behind the end of an array takes ten times as long as to see that it ends.
function isMarked(marked: Marked, code: number): boolean {
  return code < marked.length && marked[code] === 1;
}
