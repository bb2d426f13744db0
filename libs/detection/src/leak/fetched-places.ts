import type { Span } from '@gauntlet/redaction';

const MARK = /<[a-z][a-z0-9:-]{0,30}|[=>]/gi;
const NAME = /[\s/"':]([a-z-]+)$/i;
const LONGEST_NAME = 20;
const FETCHING = new Set(
  (
    'src srcset imagesrcset srcdoc lowsrc dynsrc poster background data action formaction content style ping manifest codebase archive ' +
    'data-src data-srcset data-original data-lazy-src data-bg data-background data-poster'
  ).split(' '),
);
const HANDLER = /^on[a-z]{3,}$/;
/** Tags whose `href` is fetched as well. */
const RESOURCES = new Set('<link <image <use <base <feimage <script'.split(' '));
/** What they set may be an address of the tag around. */
const ANIMATIONS = new Set('<animate <set'.split(' '));
const SET_VALUES = new Set('to from values'.split(' '));
/** Tags that show or run what an address holds itself. */
const DOCUMENTS = new Set('<iframe <frame <embed <object <script <link'.split(' '));
const CONTENT = /^[\s\x00-\x1f]*(?:data|javascript):/i;
/** An icon, which a link may hold itself; a frame would run a drawing with scripts. */
const IMAGE = /^[\s\x00-\x1f]*data:image\//i;
const CONTENT_REACH = 64;
/** Tags that end only with their own name, and what they hold may fetch anything. */
const RAW = new Set(['<script', '<style']);
const NOT_QUOTED = { tag: '', end: 0 };
const BRACKET = /\\.|!?\[|\]|\n[ \t\r]*\n/g;

/** A value of an attribute, a script or a style sheet. */
export interface FetchedPlace extends Span {
  /** False for a script or a style sheet between tags. */
  readonly isValue: boolean;
  /** True for an address that is a document or a program by itself: `data:text/html,…` in a frame. */
  readonly isContent: boolean;
}

/** Where addresses are fetched in HTML: values of attributes such as `src`, and scripts; in reading order, in linear time. */
export function fetchedInTags(text: string): FetchedPlace[] {
  const tags = new Tags(text);
  const mark = new RegExp(MARK);
  for (let found; (found = mark.exec(text));) {
    mark.lastIndex = Math.max(mark.lastIndex, tags.pass(found[0].toLowerCase(), found.index));
  }
  return tags.fetched;
}

/**
 * Goes from mark to mark. Quotes of a value hide nothing: what looks like a tag in them is one for a reader who takes the tag
 * around for text, as readers of Markdown do.
 */
class Tags {
  readonly fetched: FetchedPlace[] = [];
  private tag = '';
  /** The quoted value that is gone through, and the tag that it belongs to. */
  private quoted = NOT_QUOTED;
  private readonly unclosed = new Set<string>();

  constructor(private readonly text: string) {}

  /** Takes in a mark. Returns where to go on. */
  pass(sign: string, at: number): number {
    if (this.quoted.tag !== '' && at >= this.quoted.end) [this.tag, this.quoted] = [this.quoted.tag, NOT_QUOTED];
    if (sign === '=') return this.tag === '' ? at : this.value(at);
    const raw = sign === '>' && this.quoted.tag === '' && RAW.has(this.tag) ? this.tag : null;
    this.tag = sign === '>' ? this.quoted.tag : sign;
    return raw ? this.fetch(upTo(this.text, at + 1, `</${raw.slice(1)}`), false) : at;
  }

  private value(at: number): number {
    let start = at + 1;
    while (isSpace(this.text.charCodeAt(start))) start += 1;
    const sign = this.text.charAt(start);
    const quote = sign === '"' || sign === "'" ? sign : null;
    if (this.isFetched(at)) return this.fetch(quote ? upTo(this.text, start + 1, quote) : upToSpace(this.text, start));
    if (quote) this.enter(quote, start + 1);
    return start;
  }

  private isFetched(at: number): boolean {
    const nameEnd = skipBack(this.text, at);
    const name = NAME.exec(this.text.slice(Math.max(0, nameEnd - LONGEST_NAME), nameEnd))?.[1]?.toLowerCase() ?? '';
    if (FETCHING.has(name) || HANDLER.test(name)) return true;
    return (name === 'href' && RESOURCES.has(this.tag)) || (SET_VALUES.has(name) && ANIMATIONS.has(this.tag));
  }

  private fetch(place: Span, isValue = true): number {
    this.fetched.push({ ...place, isValue, isContent: isValue && this.isContent(place.start) });
    return place.end;
  }

  private isContent(start: number): boolean {
    const beginning = this.text.slice(start, start + CONTENT_REACH);
    return DOCUMENTS.has(this.tag) && CONTENT.test(beginning) && !(this.tag === '<link' && IMAGE.test(beginning));
  }

  /** A quote that has no end is looked for once, and quotes nothing. */
  private enter(quote: string, from: number): void {
    if (this.quoted.tag !== '' || this.unclosed.has(quote)) return;
    const end = this.text.indexOf(quote, from);
    if (end === -1) this.unclosed.add(quote);
    else this.quoted = { tag: this.tag, end };
  }
}

// What has no end takes all the rest, so that nothing is looked for in vain again.
function upTo(text: string, start: number, ending: string): Span {
  const end = text.indexOf(ending, start);
  return { start, end: end === -1 ? text.length : end };
}

function upToSpace(text: string, start: number): Span {
  let end = start;
  while (end < text.length && !isSpace(text.charCodeAt(end)) && text.charAt(end) !== '>') end += 1;
  return { start, end };
}

/**
 * Where the brackets of images of Markdown close, `](`; their text may be long and hold links. Brackets in code or in tags
 * have no partner, so the first `](` behind a `![` of the same paragraph counts as well. Linear in time.
 */
export function imageEnds(text: string): Set<number> {
  const ends = new Set<number>();
  let open: boolean[] = [];
  let isBegun = false;
  for (const { 0: sign, index } of text.matchAll(BRACKET)) {
    if (sign.startsWith('\n')) [open, isBegun] = [[], false];
    if (sign.endsWith('[')) open.push(sign === '![');
    if (sign === '![') isBegun = true;
    if (sign !== ']') continue;
    const isImage = open.pop() === true || isBegun;
    if (text.charAt(index + 1) !== '(') continue;
    if (isImage) ends.add(index);
    isBegun = false;
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
