import type { Span } from '@gauntlet/redaction';

const MARK = /<[a-z][a-z0-9:-]{0,30}|[=>]/gi;
const NAME = /[a-z-]+$/i;
const LONGEST_NAME = 20;
const FETCHING = new Set('src srcset poster background data action formaction content style'.split(' '));
/** Tags whose `href` is fetched as well. */
const RESOURCES = new Set('<link <image <use <base <feimage'.split(' '));

/** Where addresses are fetched in HTML: values of attributes such as `src`, and scripts; in reading order, in linear time. */
export function fetchedInTags(text: string): Span[] {
  const places: Span[] = [];
  const mark = new RegExp(MARK);
  let tag = '';
  for (let found; (found = mark.exec(text));) {
    const at = found.index;
    const place = placeAt(text, { at, tag, sign: found[0] });
    if (found[0] !== '=') tag = found[0] === '>' ? '' : found[0].toLowerCase();
    if (!place) continue;
    if (place.isFetched) places.push(place);
    mark.lastIndex = Math.max(mark.lastIndex, place.end);
  }
  return places;
}

function placeAt(text: string, { at, tag, sign }: { at: number; tag: string; sign: string }) {
  if (sign === '>' && tag === '<script') return { ...upTo(text, at + 1, '</script'), isFetched: true };
  if (sign !== '=' || tag === '') return null;
  const nameEnd = skipBack(text, at);
  const name = NAME.exec(text.slice(Math.max(0, nameEnd - LONGEST_NAME), nameEnd))?.[0].toLowerCase() ?? '';
  return { ...valueAt(text, at + 1), isFetched: FETCHING.has(name) || (name === 'href' && RESOURCES.has(tag)) };
}

/** The value of an attribute: up to its quote, or up to the next space or the end of the tag. */
function valueAt(text: string, from: number): Span {
  let start = from;
  while (isSpace(text.charCodeAt(start))) start += 1;
  const quote = text.charAt(start);
  if (quote === '"' || quote === "'") return upTo(text, start + 1, quote);
  let end = start;
  while (end < text.length && !isSpace(text.charCodeAt(end)) && text.charAt(end) !== '>') end += 1;
  return { start, end };
}

// What has no end takes all the rest, so that nothing is looked for in vain again.
function upTo(text: string, start: number, ending: string): Span {
  const end = text.indexOf(ending, start);
  return { start, end: end === -1 ? text.length : end };
}

/** Where the brackets of images of Markdown close, `](`; their text may be long and hold links. Linear in time. */
export function imageEnds(text: string): Set<number> {
  const ends = new Set<number>();
  const open: boolean[] = [];
  for (const { 0: sign, index } of text.matchAll(/\\.|!?\[|\]/g)) {
    if (sign === '[' || sign === '![') open.push(sign === '![');
    if (sign === ']' && open.pop() && text.charAt(index + 1) === '(') ends.add(index);
  }
  return ends;
}

/** The end of what stands before a position, without spaces. @param others signs to leave out as well */
export function skipBack(text: string, from: number, others = ''): number {
  let end = from;
  while (end > 0 && (isSpace(text.charCodeAt(end - 1)) || others.includes(text.charAt(end - 1)))) end -= 1;
  return end;
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0;
}
