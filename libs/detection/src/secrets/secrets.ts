import type { Found } from '../found';
import { withoutOverlaps } from '../overlaps';
import type { Reading, View } from '../reading/reading';
import { markedBy, runsOf } from '../runs';
import { findAssignedSecrets } from './assigned-secret';
import { findPrivateKeys } from './private-key';
import { VENDOR_TOKENS } from './vendor-tokens';
import { findWrittenPasswords } from './written-password';

const TYPES = VENDOR_TOKENS.map(([type]) => type);
const VENDOR_TOKEN = new RegExp(VENDOR_TOKENS.map(([, pattern]) => `(${pattern})`).join('|'), 'y');
const LETTER_OR_DIGIT = markedBy(/[A-Za-z0-9]/);
// No token is without so many of these in a row, and hardly any word has them.
const TOKEN_CHARACTERS = markedBy(/[\w+/=.$~:-]/);
const SHORTEST_TOKEN = 16;
// `postgres://user:password@host`, `https://user:token@host`: the part between the scheme and the host.
// People don't escape what a URL can't hold, so a password goes on to the last `@`, but not behind a port or a query.
// A password with `?` ends at the first `@`.
const URL_CREDENTIALS =
  /(?<=\b[a-z][a-z0-9+.-]{1,30}:\/\/)[^\s/:@"'<>]{0,100}:(?!\d{1,5}[/?])(?:(?:(?!:\/\/)[^\s?"'<>]){1,200}(?=@[^\s/@])|[^\s/@"'<>]{1,200}(?=@[^\s/]))/gi;

/** Keys, tokens and passwords in a text, in reading order, without overlaps. */
export function findSecrets({ views }: Reading): Found[] {
  const found = views.flatMap((view) => secretsIn(view).map((part) => ({ ...part, ...view.origin(part) })));
  return withoutOverlaps(found);
}

function secretsIn({ text }: View): Found[] {
  const keys = findPrivateKeys(text).map((span) => ({ type: 'PRIVATE_KEY', ...span }));
  return [
    ...keys,
    ...vendorTokens(text),
    ...urlCredentials(text),
    ...findAssignedSecrets(text),
    ...findWrittenPasswords(text),
  ];
}

function vendorTokens(text: string): Found[] {
  return runsOf(text, TOKEN_CHARACTERS, SHORTEST_TOKEN).flatMap(({ start, end }) =>
    tokensIn(text.slice(start, end), start),
  );
}

/** The tokens in a part of a text. A token begins where no letter and no digit stands before it, which is at few places. */
function tokensIn(run: string, offset: number): Found[] {
  const found: Found[] = [];
  for (let at = 0; at < run.length; at += 1) {
    if (at > 0 && LETTER_OR_DIGIT[run.charCodeAt(at - 1)] === 1) continue;
    VENDOR_TOKEN.lastIndex = at;
    const match = VENDOR_TOKEN.exec(run);
    if (!match) continue;
    const type = TYPES[match.indexOf(match[0], 1) - 1] ?? 'SECRET';
    const end = VENDOR_TOKEN.lastIndex;
    found.push({ type, start: offset + at, end: offset + end });
    at = end - 1;
  }
  return found;
}

function urlCredentials(text: string): Found[] {
  if (!text.includes('://') || !text.includes('@')) return [];
  return [...text.matchAll(URL_CREDENTIALS)].map(({ 0: part, index }) => ({
    type: 'URL_CREDENTIALS',
    start: index,
    end: index + part.length,
  }));
}
