/** What a code unit is in a word. */
export enum Sign {
  unknown,
  none,
  lower,
  upper,
  mark,
  digit,
  /** Stands inside words: an apostrophe, a hyphen. */
  joint,
}

const signs = new Uint8Array(0x10000);

/** @param code NaN, as behind the end of a text, counts as 0. To look that up as it is would make every look-up slow. */
export function signOf(code: number): Sign {
  const unit = code & 0xffff;
  return signs[unit] || (signs[unit] = classified(String.fromCharCode(unit)));
}

function classified(character: string): Sign {
  if (/\p{Lu}|\p{Lt}/u.test(character)) return Sign.upper;
  if (/\p{L}/u.test(character)) return Sign.lower;
  if (/\p{M}/u.test(character)) return Sign.mark;
  if (/\d/.test(character)) return Sign.digit;
  return /['’\-‐]/.test(character) ? Sign.joint : Sign.none;
}
