import type { PlainView } from '@gauntlet/redaction';
import type { Found } from '../found';
import { chained } from '../reading/first-view';
import type { Reading } from '../reading/reading';
import { withoutBreaks, withoutCssEscapes, withoutEntities } from './browser-text';
import { fetchedInTags, type FetchedPlace, imageEnds, skipBack } from './fetched-places';

/** A link in an answer. */
export interface Link extends Found {
  /** `FETCHED_LINK` is fetched by whatever shows the text: an image, a frame, a style sheet. `LINK` waits for a click. */
  readonly type: 'FETCHED_LINK' | 'LINK';
  /** In lower case, without port; empty when the address can't be read. */
  readonly host: string;
}

// As browsers take them: any number of slashes of either kind behind the scheme, and none at all; Markdown may escape each sign.
const ADDRESS =
  /(?:\b(?:https?|ftp|wss?)\\?:[\\/]{0,8}|(?<=[("'=\s<,]|^)[\\/]{2,4}(?=[\p{L}\p{N}[])|\bwww\.(?=[\p{L}\p{N}]))[^\s"'<>()`|]{1,2048}/giu;
const TRAILING = /[.,;:!?*_\]}]+$/;
const ANY_LINK = /\/\/|\\\\|\\\/|www\.|(?:https?|ftp|wss?)\\?:|&(?:colon|sol|bsol);|<[a-z]|\\[\da-f]/i;
const ESCAPE = /\\([!-/:-@[-`{-~])/g;

/** The label of a definition has no more characters, by CommonMark. */
const LABEL_REACH = 1_000;
const STYLE = /(?:url\(|@import)$/i;
const LONGEST_STYLE = 7;
const IMAGE_SET = /image-set\([^;{}\n]{0,300}$/i;
const LONGEST_IMAGE_SET = 320;
/** A comment between a name of CSS and its address is no longer. */
const COMMENT_REACH = 1_000;
// It may stand in a quote or in an item of a list.
const DEFINITION = /^(?:[\s>*+-]|\d{1,9}[.)])*\[[^[\]]{1,999}\]:$/;
const WITH_PLACEHOLDER = /(?:\[|%5b)[A-Z][A-Z0-9_]{0,45}_\d{1,6}/i;

/** The links of a text with their hosts, in what is encoded in the text as well. A document in an address is one without a host. */
export function findLinks({ views }: Reading): Link[] {
  return views.flatMap((view) => (ANY_LINK.test(view.text) ? linksIn(chained(view, withoutEntities(view.text))) : []));
}

function linksIn(view: PlainView): Link[] {
  const places = view.text.includes('<') ? fetchedInTags(view.text) : [];
  const links = linksAt(view, places);
  const others = [withoutBreaks(view.text, places), withoutCssEscapes(view.text)].filter((one) => one !== null);
  if (others.length === 0) return links;
  const known = new Set(links.map(keyOf));
  const fetched = others.flatMap((other) => linksAt(chained(view, other), fetchedInTags(other.text)));
  return [...links, ...fetched.filter((link) => link.type === 'FETCHED_LINK' && !known.has(keyOf(link)))];
}

function keyOf({ type, host, start, end }: Link): string {
  return [type, start, end, host].join(' ');
}

function linksAt(view: PlainView, places: readonly FetchedPlace[]): Link[] {
  return [...addressesIn(view, places), ...contentsIn(view, places)];
}

function contentsIn(view: PlainView, places: readonly FetchedPlace[]): Link[] {
  return places
    .filter(({ isContent }) => isContent)
    .map((place) => ({ type: 'FETCHED_LINK', host: '', ...view.origin(place) }));
}

function addressesIn(view: PlainView, places: readonly FetchedPlace[]): Link[] {
  const { text } = view;
  const isFetched = fetchedIn(text, places);
  return [...text.matchAll(ADDRESS)].map(({ 0: match, index }) => {
    const address = match.replace(TRAILING, '');
    const span = view.origin({ start: index, end: index + address.length });
    // Whoever gets the address gets the value that a placeholder stands for, once it is restored.
    const type = WITH_PLACEHOLDER.test(match) || isFetched(index) ? 'FETCHED_LINK' : 'LINK';
    return { type, host: hostOf(address), ...span };
  });
}

/** Tells of addresses, which must be asked for in reading order, whether they are fetched. */
function fetchedIn(text: string, inTags: readonly FetchedPlace[]): (index: number) => boolean {
  const images = text.includes('![') ? imageEnds(text) : null;
  let next = 0;
  return (index) => {
    while ((inTags[next]?.end ?? Infinity) <= index) next += 1;
    if ((inTags[next]?.start ?? Infinity) <= index) return true;
    return isOfStyle(text, index) || (images !== null && isOfImage(text, index, images));
  };
}

function isOfStyle(text: string, index: number): boolean {
  const end = withoutComments(text, index);
  if (STYLE.test(text.slice(Math.max(0, end - LONGEST_STYLE), end))) return true;
  return IMAGE_SET.test(text.slice(Math.max(0, end - LONGEST_IMAGE_SET), end));
}

/** The end of what stands before an address, without spaces, quotes and comments of CSS. */
function withoutComments(text: string, index: number): number {
  let end = skipBack(text, index, `"'`);
  while (text.endsWith('*/', end)) {
    const from = Math.max(0, end - COMMENT_REACH);
    const begin = text.slice(from, end - 2).lastIndexOf('/*');
    if (begin === -1) break;
    end = skipBack(text, from + begin, `"'`);
  }
  return end;
}

function isOfImage(text: string, index: number, images: ReadonlySet<number>): boolean {
  const end = skipBack(text, index, '<>');
  if (images.has(end - 2)) return true;
  // A definition may serve an image or a link; which one, is said elsewhere in the text.
  const before = text.slice(Math.max(0, end - LABEL_REACH), end);
  return before.endsWith(']:') && DEFINITION.test(before.slice(before.lastIndexOf('\n') + 1));
}

/** Of an address that Markdown and HTML read differently, as a backslash is a slash in one of them, no host can be told. */
function hostOf(address: string): string {
  const read = [...new Set([address, address.replace(ESCAPE, '$1')])];
  const [host = '', ...others] = new Set(read.map(hostIn).filter((one) => one !== ''));
  return others.length === 0 ? host : '';
}

function hostIn(address: string): string {
  const absolute = /^[\\/]{2}/.test(address) ? `https:${address}` : address.replace(/^www\./i, 'https://www.');
  // An error for each of thousands of addresses would cost more than all else.
  return URL.canParse(absolute) ? new URL(absolute).hostname.toLowerCase() : '';
}
