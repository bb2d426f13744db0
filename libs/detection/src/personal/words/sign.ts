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

export function signOf(code: number): Sign {
  return signs[code] || (signs[code] = classified(String.fromCharCode(code)));
}

function classified(character: string): Sign {
  if (/\p{Lu}|\p{Lt}/u.test(character)) return Sign.upper;
  if (/\p{L}/u.test(character)) return Sign.lower;
  if (/\p{M}/u.test(character)) return Sign.mark;
  if (/\d/.test(character)) return Sign.digit;
  return /['’\-‐]/.test(character) ? Sign.joint : Sign.none;
}
