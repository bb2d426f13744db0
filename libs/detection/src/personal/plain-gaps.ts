// All spaces of Unicode and the hyphens, dashes and minus signs that typesetting and keyboards put between groups. A tab
// is none of them: it parts the columns of a table, which are numbers of their own.
const SPACES = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
const DASHES = /[\u2010-\u2015\u2043\u2212\ufe58\ufe63]/g;
const UNUSUAL = new RegExp(`${SPACES.source}|${DASHES.source}`);

/** The text with a plain space for every other space and a plain dash for every other dash, so that all offsets stay. */
export function withPlainGaps(text: string): string {
  return UNUSUAL.test(text) ? text.replace(SPACES, ' ').replace(DASHES, '-') : text;
}
