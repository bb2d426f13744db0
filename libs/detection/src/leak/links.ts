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

/** What may stand between the beginning of an image or a tag and its address; bounded, so that the time is. */
const REACH = 300;
/** What stands close before an address is no longer. */
const CLOSE = 12;
/** The text of an image is longer where somebody hides what the image is. */
const IMAGE_REACH = 1_000;
const ATTRIBUTE =
  /<[a-z][^<>]{0,250}[\s/"'](?:src|srcset|poster|background|data|action|formaction|content|style)\s{0,2}=[^<>]{0,200}$/i;
const RESOURCE = /<(?:link|image|use|base|feimage)\b[^<>]{0,250}href\s{0,2}=\s{0,2}["']?$/i;
const STYLE = /(?:url\(|@import)\s{0,4}["']?$/i;
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
    const before = text.slice(Math.max(0, index - REACH), index);
    return isCloseToMark(before) || (images !== null && isOfImage(text, index, images));
  };
}

function isCloseToMark(before: string): boolean {
  if (STYLE.test(before.slice(-CLOSE))) return true;
  return before.includes('<') && (ATTRIBUTE.test(before) || RESOURCE.test(before));
}

function isOfImage(text: string, index: number, images: ReadonlySet<number>): boolean {
  const end = skipBack(text, index, '<>');
  if (images.has(end - 2)) return true;
  const before = text.slice(Math.max(0, end - IMAGE_REACH), end);
  if (before.endsWith('](')) return isImage(before);
  // A definition may serve an image or a link; which one, is said elsewhere in the text.
  return before.endsWith(']:') && DEFINITION.test(before.slice(before.lastIndexOf('\n') + 1));
}

/** `![text](` ends here; the text may hold brackets without a pair, but no link of its own. */
function isImage(before: string): boolean {
  const image = before.lastIndexOf('![');
  return image !== -1 && !before.slice(image, -2).includes('](');
}

function hostOf(address: string): string {
  const absolute = /^[\\/]{2}/.test(address) ? `https:${address}` : address.replace(/^www\./i, 'https://www.');
  // An error for each of thousands of addresses would cost more than all else.
  return URL.canParse(absolute) ? new URL(absolute).hostname.toLowerCase() : '';
}
