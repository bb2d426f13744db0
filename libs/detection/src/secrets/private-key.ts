import type { Span } from '@gauntlet/redaction';

// As PEM and PGP write them; in JSON and in variables the line ends are written out. The end may be cut off.
const BLOCK =
  /-----BEGIN ?(?:[A-Z0-9]{2,10} ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:[A-Za-z0-9+/=\s\\:,.-](?!-----BEGIN)){0,20000}?(?:-----END ?(?:[A-Z0-9]{2,10} ){0,3}PRIVATE KEY(?: BLOCK)?-----|$|(?=-----BEGIN)|(?![A-Za-z0-9+/=\s\\:,.-]))/g;
const PUTTY = /PuTTY-User-Key-File-\d:(?:(?!PuTTY-User-Key-File)[^]){0,4000}?Private-MAC: ?[a-f0-9]{40,64}/g;

/** Private keys as blocks of text. */
export function findPrivateKeys(text: string): Span[] {
  if (!text.includes('PRIVATE KEY') && !text.includes('PuTTY-User-Key')) return [];
  return [BLOCK, PUTTY].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ 0: block, index }) => ({ start: index, end: index + block.length })),
  );
}
