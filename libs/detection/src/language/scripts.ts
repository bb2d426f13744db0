import { SCRIPT_LANGUAGES } from './languages';

// Japanese is written in Chinese characters too: it is told by the letters between them.
const SCRIPTS: Readonly<Record<(typeof SCRIPT_LANGUAGES)[number], RegExp>> = {
  bn: /\p{sc=Bengali}/u,
  el: /\p{sc=Greek}/u,
  gu: /\p{sc=Gujarati}/u,
  he: /\p{sc=Hebrew}/u,
  hi: /\p{sc=Devanagari}/u,
  hy: /\p{sc=Armenian}/u,
  ja: /\p{sc=Hiragana}|\p{sc=Katakana}/u,
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
const NONE = 1;
const known = new Uint8Array(0x10000);

/** The place in `SCRIPT_LANGUAGES` of the language that a letter belongs to; -1 for a letter that many languages share. */
export function scriptLanguage(code: number): number {
  return ((known[code] ||= NONE + 1 + found(String.fromCharCode(code))) as number) - NONE - 1;
}

function found(letter: string): number {
  return SCRIPT_LANGUAGES.findIndex((language) => SCRIPTS[language].test(letter));
}
