import { findEmails as findSpans } from '@gauntlet/redaction';
import type { Found } from '../found';

const LONGEST_ENDING = 5;
// `icon@2x.png`, `lodash@4.17.21.tgz`: no top-level domain has the name of these.
const FILE_NAME = /\.(?:png|jpe?g|gif|svg|webp|avif|css|html?|jsx?|tsx?|json|tgz|gz|whl|jar)$/i;

// `git@host.example:team/code.git` is where code lies, and no person's address.
const REPOSITORY = /git@[^\s@:/]+[:/]/y;

/** E-mail addresses; names of files with an `@` are none, and neither are repositories. */
export function findEmails(text: string): Found[] {
  return findSpans(text)
    .filter(({ start, end }) => !isFileName(text.slice(start, end)))
    .filter(({ start }) => !isRepository(text, start))
    .map((span) => ({ type: 'EMAIL_ADDRESS', ...span }));
}

/** `ann@example.org@2x.png` is an address all the same. */
function isFileName(value: string): boolean {
  return FILE_NAME.test(value.slice(-LONGEST_ENDING)) && value.indexOf('@') === value.lastIndexOf('@');
}

function isRepository(text: string, start: number): boolean {
  REPOSITORY.lastIndex = start;
  return REPOSITORY.test(text);
}
