import type { Found } from '../found';
import type { Reading, View } from '../reading/reading';
import { fetchedInTags, imageEnds, skipBack } from './fetched-places';

/** A link in an answer. */
export interface Link extends Found {
  /** `FETCHED_LINK` is fetched by whatever shows the text: an image, a frame, a style sheet. `LINK` waits for a click. */
  readonly type: 'FETCHED_LINK' | 'LINK';
  /** In lower case, without port; empty when the address can't be read. */
  readonly host: string;
}

// As browsers take them: any number of slashes of either kind behind the scheme, and none at all.
const ADDRESS =
  /(?:\b(?:https?|ftp|wss?):[\\/]{0,4}|(?<=[("'=\s<]|^)[\\/]{2}(?=[\p{L}\p{N}[])|\bwww\.(?=[\p{L}\p{N}]))[^\s"'<>()`|]{1,2048}/giu;
const TRAILING = /[.,;:!?*_\]}]+$/;
const ANY_LINK = /\/\/|\\\\|\\\/|www\.|(?:https?|ftp|wss?):/i;

/** The label of a definition has no more characters, by CommonMark. */
const LABEL_REACH = 1_000;
const STYLE = /(?:url\(|@import)$/i;
const LONGEST_STYLE = 7;
// It may stand in a quote or in an item of a list.
const DEFINITION = /^(?:[\s>*+-]|\d{1,9}[.)])*\[[^[\]]{1,999}\]:$/;
const WITH_PLACEHOLDER = /(?:\[|%5b)[A-Z][A-Z0-9_]{0,45}_\d{1,6}/i;

/** The links of a text with their hosts, in what is encoded in the text as well. */
export function findLinks({ views }: Reading): Link[] {
  return views.flatMap((view) => (ANY_LINK.test(view.text) ? linksIn(view) : []));
}

function linksIn(view: View): Link[] {
  const { text } = view;
  const isFetched = fetchedIn(text);
  return [...text.matchAll(ADDRESS)].map(({ 0: match, index }) => {
    const address = match.replace(TRAILING, '');
    const span = view.origin({ start: index, end: index + address.length });
    // Whoever gets the address gets the value that a placeholder stands for, once it is restored.
    const type = WITH_PLACEHOLDER.test(match) || isFetched(index) ? 'FETCHED_LINK' : 'LINK';
    return { type, host: hostOf(address), ...span };
  });
}

/** Tells of addresses, which must be asked for in reading order, whether they are fetched. */
function fetchedIn(text: string): (index: number) => boolean {
  const inTags = text.includes('<') ? fetchedInTags(text) : [];
  const images = text.includes('![') ? imageEnds(text) : null;
  let next = 0;
  return (index) => {
    while ((inTags[next]?.end ?? Infinity) <= index) next += 1;
    if ((inTags[next]?.start ?? Infinity) <= index) return true;
    return isOfStyle(text, index) || (images !== null && isOfImage(text, index, images));
  };
}

function isOfStyle(text: string, index: number): boolean {
  const end = skipBack(text, index, `"'`);
  return STYLE.test(text.slice(Math.max(0, end - LONGEST_STYLE), end));
}

function isOfImage(text: string, index: number, images: ReadonlySet<number>): boolean {
  const end = skipBack(text, index, '<>');
  if (images.has(end - 2)) return true;
  // A definition may serve an image or a link; which one, is said elsewhere in the text.
  const before = text.slice(Math.max(0, end - LABEL_REACH), end);
  return before.endsWith(']:') && DEFINITION.test(before.slice(before.lastIndexOf('\n') + 1));
}

function hostOf(address: string): string {
  const absolute = /^[\\/]{2}/.test(address) ? `https:${address}` : address.replace(/^www\./i, 'https://www.');
  // An error for each of thousands of addresses would cost more than all else.
  return URL.canParse(absolute) ? new URL(absolute).hostname.toLowerCase() : '';
}
