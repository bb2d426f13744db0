type Encode = (text: string) => string;

/** A way to write a text so that a filter that looks for words doesn't see them. */
export interface Encoding {
  readonly name: string;
  readonly encode: Encode;
  /** The texts that it can carry: English ones, those in Latin letters, or any. */
  readonly carries: 'English' | 'Latin' | 'any';
  /** False when a reader has to guess some of the letters. */
  readonly isExact: boolean;
}

type Carried = readonly [Encode, Encoding['carries']];

const bytes = (text: string) => [...Buffer.from(text)];
const numbers =
  (radix: number, width: number, sign: string, prefix = '') =>
  (text: string) =>
    bytes(text)
      .map((byte) => prefix + byte.toString(radix).padStart(width, '0'))
      .join(sign);
const base64: Encode = (text) => Buffer.from(text).toString('base64');
const lines = (width: number, sign: string, encode: Encode) => (text: string) =>
  encode(text).replace(new RegExp(`.{${width}}`, 'g'), `$&${sign}`);
const letterwise = (change: (letter: number) => number) => (text: string) =>
  text.replace(/[a-z]/gi, (letter) => {
    const first = letter >= 'a' ? 97 : 65;
    return String.fromCharCode(first + change(letter.charCodeAt(0) - first));
  });
const characters = (change: (code: number, character: string) => string) => (text: string) =>
  [...text].map((character) => change(character.codePointAt(0) ?? 0, character)).join('');
const offset = (from: string, to: string, first: number) =>
  characters((code, character) =>
    character >= from && character <= to ? String.fromCodePoint(first + code - from.charCodeAt(0)) : character,
  );
const mapped = (table: Record<string, string>) => characters((_, character) => table[character] ?? character);
const reverse: Encode = (text) => [...text].reverse().join('');
const zip = (keys: string, values: string) =>
  Object.fromEntries([...keys].map((key, index) => [key, [...values][index] ?? key]));
const hex4 = (code: number) => code.toString(16).padStart(4, '0');
const units = (change: (unit: string) => string) => (text: string) =>
  Array.from({ length: text.length }, (_, index) => change(hex4(text.charCodeAt(index)))).join('');

const base32: Encode = (text) =>
  (
    bytes(text)
      .map((byte) => byte.toString(2).padStart(8, '0'))
      .join('')
      .match(/.{1,5}/g) ?? []
  )
    .map((bits) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.charAt(Number.parseInt(bits.padEnd(5, '0'), 2)))
    .join('');
const selectors: Encode = (text) =>
  `😊${bytes(text)
    .map((byte) => String.fromCodePoint(byte < 16 ? 0xfe00 + byte : 0xe0100 + byte - 16))
    .join('')}`;
const bits: Encode = (text) => numbers(2, 8, '')(text).replace(/0/g, '\u200b').replace(/1/g, '\u200c');
// Letters, digits and marks of ITU-R M.1677-1; the rest has no code and is lost.
const MORSE = new Map(
  (
    'a.- b-... c-.-. d-.. e. f..-. g--. h.... i.. j.--- k-.- l.-.. m-- n-. o--- p.--. q--.- r.-. s... t- u..- v...- w.-- x-..- ' +
    "y-.-- z--.. 0----- 1.---- 2..--- 3...-- 4....- 5..... 6-.... 7--... 8---.. 9----. ..-.-.- ,--..-- ?..--.. '.----. " +
    '/-..-. --....- :---... (-.--. )-.--.- ".-..-. =-...- +.-.-. @.--.-.'
  )
    .split(' ')
    .map((entry) => [entry.charAt(0), entry.slice(1)]),
);
const morse: Encode = (text) =>
  text
    .toLowerCase()
    .split(/\s+/)
    .map((word) => [...word].flatMap((sign) => MORSE.get(sign) ?? []).join(' '))
    .filter((word) => word !== '')
    .join(' / ');
const CYRILLIC = zip('aceiopxyABCEHKMOPTX', 'асеіорхуАВСЕНКМОРТХ');
const SMALL_CAPITALS = zip('abcdefghijklmnopqrtuvwyz', 'ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀᴛᴜᴠᴡʏᴢ');
const BRAILLE = zip('abcdefghijklmnopqrstuvwxyz', '⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵');
const TURNED = zip('abcdefghijklmnopqrstuvwxyz', 'ɐqɔpǝɟƃɥᴉɾʞlɯuodbɹsʇnʌʍxʎz');

const EXACT: Readonly<Record<string, Carried>> = {
  base64: [base64, 'any'],
  'base64 for URLs': [(text) => Buffer.from(text).toString('base64url'), 'any'],
  'base64 of UTF-16': [(text) => Buffer.from(text, 'utf16le').toString('base64'), 'Latin'],
  'base64 in lines': [lines(20, '\n', base64), 'any'],
  'base64 in odd blocks': [lines(11, ' ', base64), 'any'],
  'base64 in strings': [lines(16, '" +\n  "', base64), 'any'],
  'base64 of each word': [(text) => text.split(' ').map(base64).join(' '), 'any'],
  'base64 in a link': [(text) => `https://example.org/?q=${Buffer.from(text).toString('base64url')}&lang=en`, 'any'],
  'base64 twice': [(text) => base64(base64(text)), 'any'],
  'base64 three times': [(text) => base64(base64(base64(text))), 'any'],
  base32: [base32, 'any'],
  hex: [numbers(16, 2, ''), 'any'],
  'hex with spaces': [numbers(16, 2, ' '), 'any'],
  'hex with colons': [numbers(16, 2, ':'), 'any'],
  'hex with 0x': [numbers(16, 2, ', ', '0x'), 'any'],
  'hex with \\x': [numbers(16, 2, '', '\\x'), 'Latin'],
  'base64 in hex': [(text) => numbers(16, 2, '')(base64(text)), 'any'],
  binary: [numbers(2, 8, ' '), 'any'],
  'binary in one': [numbers(2, 8, ''), 'any'],
  'binary of seven digits': [numbers(2, 7, ' '), 'English'],
  octal: [numbers(8, 3, ' '), 'English'],
  'octal escapes': [numbers(8, 3, '', '\\'), 'any'],
  decimal: [numbers(10, 1, ' '), 'any'],
  'decimal with commas': [numbers(10, 1, ', '), 'any'],
  'code points': [characters((code) => `U+${hex4(code)} `), 'any'],
  rot13: [letterwise((letter) => (letter + 13) % 26), 'Latin'],
  'caesar by 3': [letterwise((letter) => (letter + 3) % 26), 'Latin'],
  atbash: [letterwise((letter) => 25 - letter), 'Latin'],
  'rot13 in base64': [(text) => base64(letterwise((letter) => (letter + 13) % 26)(text)), 'Latin'],
  reversed: [reverse, 'Latin'],
  'reversed in base64': [(text) => base64(reverse(text)), 'Latin'],
  'each word reversed': [(text) => text.split(' ').map(reverse).join(' '), 'Latin'],
  'spaced out': [(text) => [...text].join(' '), 'Latin'],
  'with dashes': [
    (text) =>
      text
        .split(' ')
        .map((word) => [...word].join('-'))
        .join(' '),
    'Latin',
  ],
  'with dots': [
    (text) =>
      text
        .split(' ')
        .map((word) => [...word].join('.'))
        .join(' '),
    'Latin',
  ],
  'letter by letter, down': [(text) => [...text].join('\n'), 'Latin'],
  'tag characters': [characters((code) => String.fromCodePoint(0xe0000 + code)), 'English'],
  'variation selectors': [selectors, 'any'],
  'invisible bits': [bits, 'any'],
  'right to left': [(text) => `\u202e${reverse(text)}\u202c`, 'Latin'],
  morse: [morse, 'English'],
  'upside down': [(text) => reverse(mapped(TURNED)(text.toLowerCase())), 'English'],
  percent: [numbers(16, 2, '', '%'), 'any'],
  'percent twice': [(text) => encodeURIComponent(encodeURIComponent(text)), 'any'],
  'quoted-printable': [(text) => text.replace(/[^ -~]+/g, (run) => numbers(16, 2, '', '=')(run)), 'any'],
  'JSON escapes': [units((unit) => `\\u${unit}`), 'any'],
  'JSON escapes in base64': [(text) => base64(units((unit) => `\\u${unit}`)(text)), 'any'],
  'escapes with braces': [characters((code) => `\\u{${code.toString(16)}}`), 'any'],
  'entities, decimal': [characters((code) => `&#${code};`), 'any'],
  'entities, hexadecimal': [characters((code) => `&#x${code.toString(16)};`), 'any'],
  fullwidth: [offset('!', '~', 0xff01), 'Latin'],
  'mathematical letters': [(text) => offset('a', 'z', 0x1d41a)(offset('A', 'Z', 0x1d400)(text)), 'Latin'],
  circled: [offset('a', 'z', 0x24d0), 'Latin'],
  'in brackets': [offset('a', 'z', 0x249c), 'Latin'],
  squared: [(text) => offset('A', 'Z', 0x1f130)(text.toUpperCase()), 'Latin'],
  'squared, black': [(text) => offset('A', 'Z', 0x1f170)(text.toUpperCase()), 'Latin'],
  'flag letters': [(text) => offset('A', 'Z', 0x1f1e6)(text.toUpperCase()), 'Latin'],
  'small capitals': [mapped(SMALL_CAPITALS), 'Latin'],
  braille: [(text) => mapped(BRAILLE)(text.toLowerCase()), 'Latin'],
  'Cyrillic look-alikes': [mapped(CYRILLIC), 'English'],
  'zero-width characters': [(text) => [...text].join('\u200b'), 'any'],
  'heaps of marks': [(text) => text.replace(/\p{L}/gu, '$&\u0315\u0300\u0323\u0489'), 'any'],
};

const LOSSY: Readonly<Record<string, Carried>> = {
  leetspeak: [mapped(zip('aeiostAEIOST', '431057431057')), 'English'],
  'leetspeak of some letters': [mapped(zip('eio', '3!0')), 'English'],
  'pig latin': [
    (text) =>
      text
        .toLowerCase()
        .replace(/[a-z]+/g, (word) =>
          /^[aeiou]/.test(word) ? `${word}way` : word.replace(/^([^aeiou]+)(.*)$/, '$2$1ay'),
        ),
    'English',
  ],
};

const named = (table: Readonly<Record<string, Carried>>, isExact: boolean): Encoding[] =>
  Object.entries(table).map(([name, [encode, carries]]) => ({ name, encode, carries, isExact }));

/** The ways to hide a text that are met in attacks. */
export const ENCODINGS: readonly Encoding[] = [...named(EXACT, true), ...named(LOSSY, false)];
