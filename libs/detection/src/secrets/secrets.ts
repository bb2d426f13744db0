import type { Found } from '../found';
import { withoutOverlaps } from '../overlaps';
import type { Reading, View } from '../reading/reading';
import { markedBy, runsOf } from '../runs';
import { findAssignedSecrets } from './assigned-secret';
import { findPrivateKeys } from './private-key';
import { VENDOR_TOKENS } from './vendor-tokens';
import { findWrittenPasswords } from './written-password';

const TYPES = VENDOR_TOKENS.map(([type]) => type);
const ANY_VENDOR = new RegExp(`(?<![A-Za-z0-9])(?:${VENDOR_TOKENS.map(([, pattern]) => `(${pattern})`).join('|')})`);
// `matchAll` copies its pattern each time, which for one this long takes longer than to look.
const EVERY_VENDOR = new RegExp(ANY_VENDOR, 'g');
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
  return runsOf(text, TOKEN_CHARACTERS, SHORTEST_TOKEN).flatMap(({ start: runStart, end: runEnd }) => {
    const run = text.slice(runStart, runEnd);
    if (!ANY_VENDOR.test(run)) return [];
    return [...run.matchAll(EVERY_VENDOR)].map((match) => {
      const type = TYPES[match.findIndex((group, number) => number > 0 && group !== undefined) - 1] ?? 'SECRET';
      const start = runStart + match.index;
      return { type, start, end: start + match[0].length };
    });
  });
}

function urlCredentials(text: string): Found[] {
  if (!text.includes('://') || !text.includes('@')) return [];
  return [...text.matchAll(URL_CREDENTIALS)].map(({ 0: part, index }) => ({
    type: 'URL_CREDENTIALS',
    start: index,
    end: index + part.length,
  }));
}
