import type { Found } from '../found';

const SCHEME = /(?<![A-Za-z\d+.-])[A-Za-z][A-Za-z\d+.-]{1,30}$/;
const LONGEST_SCHEME = 32;
// A user may be left out, as in `redis://:secret@cache`; no more than a browser takes.
const CREDENTIALS_AND_HOST = /[^\s/:@?#"'<>]{0,256}:[^\s/@"'<>]{1,512}@[^\s"'<>,;)\]}]{1,2048}/y;

/** URLs that hold a password: `postgres://app:secret@db/orders`. */
export function findUrlCredentials(text: string): Found[] {
  const found: Found[] = [];
  for (let at = text.indexOf('://'); at !== -1; at = text.indexOf('://', at + 3)) {
    const scheme = SCHEME.exec(text.slice(Math.max(0, at - LONGEST_SCHEME), at));
    CREDENTIALS_AND_HOST.lastIndex = at + 3;
    if (!scheme || !CREDENTIALS_AND_HOST.test(text)) continue;
    found.push({ type: 'URL_CREDENTIALS', start: at - scheme[0].length, end: CREDENTIALS_AND_HOST.lastIndex });
  }
  return found;
}
