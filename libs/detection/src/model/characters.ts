/** What a UTF-16 code unit does in a text. */
export const BREAK = 0;
export const LETTER = 1;
/** A character of a script that writes words without spaces between them: a word of its own. */
export const IDEOGRAPH = 2;
export const SIGN = 3;
/** A letter of a script that writes words of several letters without spaces between them, such as Thai. */
export const JOINED = 4;

/** For each code unit its kind, and the one that it is the same as: lower case, without accents, every digit 0. */
export interface Characters {
  readonly kinds: Uint8Array;
  readonly folded: Uint16Array;
}

const UNITS = 0x10000;
// Above come scripts whose letters are composed of others by their nature, such as Hangul.
const ACCENTED_END = 0x2000;
const WORD = /[\p{L}\p{N}\p{M}]/u;
const DIGIT = /\p{Nd}/u;
// The mark of a long vowel is of no script, as two have it.
const IDEOGRAPHS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u;
const NO_SPACES = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const SPACE = /[\s\p{Cs}\p{Cc}\p{Cf}]/u;

let characters: Characters | null = null;

/** The table of all characters, made at the first call (some 20 ms). */
export function allCharacters(): Characters {
  characters ??= readCharacters();
  return characters;
}

function readCharacters(): Characters {
  const kinds = new Uint8Array(UNITS);
  const folded = new Uint16Array(UNITS);
  for (let code = 0; code < UNITS; code += 1) {
    const character = String.fromCharCode(code);
    kinds[code] = kindOf(character);
    folded[code] = foldedOf(character, code);
  }
  return { kinds, folded };
}

function kindOf(character: string): number {
  if (character === '\n') return SIGN;
  if (SPACE.test(character)) return BREAK;
  if (IDEOGRAPHS.test(character)) return IDEOGRAPH;
  if (!WORD.test(character)) return SIGN;
  return NO_SPACES.test(character) ? JOINED : LETTER;
}

function foldedOf(character: string, code: number): number {
  if (DIGIT.test(character)) return 0x30;
  if (character === '’') return 0x27;
  const lower = character.toLowerCase();
  const plain = code < ACCENTED_END ? lower.normalize('NFD') : lower;
  return plain.charCodeAt(0);
}
