import type { Found } from '../found';
import type { Reading, View } from '../reading/reading';

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
const BEHIND_BRACKETS = /\]\(\s{0,4}<?$/;
/** What stands close before an address is no longer. */
const CLOSE = 12;
/** The text of an image is longer where somebody hides what the image is. */
const IMAGE_REACH = 1_000;
const ATTRIBUTE =
  /<[a-z][^<>]{0,250}[\s/"'](?:src|srcset|poster|background|data|action|formaction|content|style)\s{0,2}=[^<>]{0,200}$/i;
const RESOURCE = /<(?:link|image|use|base|feimage)\b[^<>]{0,250}href\s{0,2}=\s{0,2}["']?$/i;
const STYLE = /(?:url\(|@import)\s{0,4}["']?$/i;
const DEFINITION = /^ {0,3}\[[^[\]]{1,200}\]:\s{0,4}<?$/m;

/** The links of a text with their hosts, in what is encoded in the text as well. */
export function findLinks({ views }: Reading): Link[] {
  return views.flatMap((view) => (ANY_LINK.test(view.text) ? linksIn(view) : []));
}

function linksIn(view: View): Link[] {
  const { text } = view;
  const hasImages = text.includes('![');
  return [...text.matchAll(ADDRESS)].map(({ 0: match, index }) => {
    const address = match.replace(TRAILING, '');
    const span = view.origin({ start: index, end: index + address.length });
    const isImage = hasImages && isImageAt(text, index);
    const before = text.slice(Math.max(0, index - REACH), index);
    return { type: isImage || isFetched(before, hasImages) ? 'FETCHED_LINK' : 'LINK', host: hostOf(address), ...span };
  });
}

/** `![text](` stands before; the text may hold brackets, as in `![see [1]](`, but no link of its own. */
function isImageAt(text: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - IMAGE_REACH), index);
  if (!BEHIND_BRACKETS.test(before.slice(-CLOSE))) return false;
  const brackets = before.lastIndexOf('](');
  const image = before.lastIndexOf('![', brackets);
  return image !== -1 && !before.slice(image, brackets).includes('](');
}

function isFetched(before: string, hasImages: boolean): boolean {
  if (STYLE.test(before.slice(-CLOSE))) return true;
  if (before.includes('<') && (ATTRIBUTE.test(before) || RESOURCE.test(before))) return true;
  // A definition may serve an image or a link; which one, is said elsewhere in the text.
  return hasImages && DEFINITION.test(before.slice(before.lastIndexOf('\n') + 1));
}

function hostOf(address: string): string {
  const absolute = /^[\\/]{2}/.test(address) ? `https:${address}` : address.replace(/^www\./i, 'https://www.');
  // An error for each of thousands of addresses would cost more than all else.
  return URL.canParse(absolute) ? new URL(absolute).hostname.toLowerCase() : '';
}
