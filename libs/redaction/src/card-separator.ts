/** How much a separator says for a card; what stands highest between two groups decides. */
export enum Separator {
  none,
  /** Spaces and dashes part the groups of a card in any mix. */
  common,
  /** Parts cards, and the parts of decimals, dates and addresses as well. */
  uncommon,
  /** Any other sign: it parts the numbers of a list as well. */
  list,
}

const COMMON = /[\p{Zs}\p{Pd}\u2212]/u;
const SIGN = /[\p{P}\p{S}\p{Z}]/u;
const UNCOMMON = './_\t\u00b7';
const LINE_ENDS = '\n\r';

// A regular expression for each of a text's separators takes most of the time of all of this.
const ASCII = Uint8Array.from({ length: 0x80 }, (_, code) => classified(String.fromCharCode(code)));

/** What a code unit between digits is. */
export function separatorOf(code: number): Separator {
  return code < 0x80 ? (ASCII[code] ?? Separator.none) : classified(String.fromCharCode(code));
}

function classified(character: string): Separator {
  if (COMMON.test(character)) return Separator.common;
  if (UNCOMMON.includes(character)) return Separator.uncommon;
  return LINE_ENDS.includes(character) || SIGN.test(character) ? Separator.list : Separator.none;
}
