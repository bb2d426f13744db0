/** What a code unit is to words: their edge, a letter of them, or what nobody writes. */
export const BOUNDARY = 1;
export const FIRST_LETTER = 2;
const LAST_LETTER = FIRST_LETTER + 25;
/** A digit, or a sign that is put in the place of a letter. */
export const DIGIT = LAST_LETTER + 1;
const OTHER_LETTER = DIGIT + 1;
/** A control character, or one that does not exist. */
export const UNWRITTEN = OTHER_LETTER + 1;

// Sounds of the letters from U+03B1 and from U+0430, roughly: what is wanted is where vowels stand, not a transliteration.
const GREEK = 'avgdeziqiklmnxoprsstyfhpo';
const CYRILLIC = 'abvgdezziiklmnoprstufhccssqyieuaeedgeziiillnckuid';
const FURTHER = 'ßøłđıæœðþ';
const FURTHER_SOUNDS = 'soldiaedt';

const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\p{Cn}\p{Co}]/u;
// Phonetic letters are no alphabet that a text is written in: they are put in the place of others.
const IN_PLACE_OF_LETTERS = /[\d@$\u0250-\u02af\u1d00-\u1dbf]/;

const classes = new Uint8Array(0x10000);

/** Class of a code unit. */
export function classOf(code: number): number {
  return classes[code] || (classes[code] = classified(String.fromCharCode(code)));
}

export function isLetter(kind: number): boolean {
  return kind >= FIRST_LETTER && kind <= LAST_LETTER;
}

/** The letter from a to z that a letter of the Latin, Greek or Cyrillic alphabet is taken for; empty for all others. */
export function soundOf(letter: string): string {
  const [base = ''] = letter.toLowerCase().normalize('NFD');
  if (/[a-z]/.test(base)) return base;
  const code = base.charCodeAt(0);
  return GREEK.charAt(code - 0x3b1) || CYRILLIC.charAt(code - 0x430) || FURTHER_SOUNDS.charAt(FURTHER.indexOf(base));
}

function classified(character: string): number {
  if (CONTROL.test(character)) return UNWRITTEN;
  if (IN_PLACE_OF_LETTERS.test(character)) return DIGIT;
  const sound = soundOf(character);
  if (sound !== '') return sound.charCodeAt(0) - 0x61 + FIRST_LETTER;
  return /[\p{L}\p{M}]/u.test(character) ? OTHER_LETTER : BOUNDARY;
}
