import { SCRIPT_LANGUAGES } from './languages';

// Han letters are Japanese as well: `isCommonKanji` and the kana between them tell.
const SCRIPTS: Readonly<Record<(typeof SCRIPT_LANGUAGES)[number], RegExp>> = {
  bn: /\p{sc=Bengali}/u,
  el: /\p{sc=Greek}/u,
  gu: /\p{sc=Gujarati}/u,
  he: /\p{sc=Hebrew}/u,
  hi: /\p{sc=Devanagari}/u,
  hy: /\p{sc=Armenian}/u,
  // With what both share, such as ー.
  ja: /\p{scx=Hiragana}|\p{scx=Katakana}/u,
  ka: /\p{sc=Georgian}/u,
  km: /\p{sc=Khmer}/u,
  kn: /\p{sc=Kannada}/u,
  ko: /\p{sc=Hangul}/u,
  lo: /\p{sc=Lao}/u,
  ml: /\p{sc=Malayalam}/u,
  my: /\p{sc=Myanmar}/u,
  ta: /\p{sc=Tamil}/u,
  te: /\p{sc=Telugu}/u,
  th: /\p{sc=Thai}/u,
  zh: /\p{sc=Han}/u,
};
// Of JIS X 0208: the signs of row 1, such as 々, and level 1, the kanji in common use. They are the bytes of EUC-JP.
const KANJI_ROWS = [0xa1, ...Array.from({ length: 32 }, (_, index) => 0xb0 + index)];
const FIRST_CELL = 0xa1;
const CELLS = 94;
let kanji: ReadonlySet<number> | undefined;
const NONE = 1;
const known = new Uint8Array(0x10000);

/** The place in `SCRIPT_LANGUAGES` of the language that a letter belongs to; -1 for a letter that many languages share. */
export function scriptLanguage(code: number): number {
  return ((known[code] ||= NONE + 1 + found(String.fromCharCode(code))) as number) - NONE - 1;
}

/** False for a Han letter that Japanese hardly uses: a fifth of those in a Chinese text, or more. */
export function isCommonKanji(code: number): boolean {
  return (kanji ??= commonKanji()).has(code);
}

function commonKanji(): ReadonlySet<number> {
  const bytes = KANJI_ROWS.flatMap((row) =>
    Array.from({ length: CELLS }, (_, cell) => [row, FIRST_CELL + cell]).flat(),
  );
  const letters = new TextDecoder('euc-jp').decode(Uint8Array.from(bytes));
  return new Set(Array.from(letters, (letter) => letter.charCodeAt(0)));
}

function found(letter: string): number {
  return SCRIPT_LANGUAGES.findIndex((language) => SCRIPTS[language].test(letter));
}
