import type { Decoder } from './decoder';
import { mirrored } from './reversed';
import { Transcript } from './transcript';

const TURNED = 'ɐaɔcǝeɟfƃgᵷgɥhᴉiıiɾjʞkꞁlɯmɹrʇtʌvʍwʎy∀A𐐒BƆCƎEℲF⅁GſJ⅂L⊥T∩UΛV⅄Y¿?¡!';
const LETTERS = new Map([
  ...(TURNED.match(/../gsu) ?? []).map((pair): [string, string] => [[...pair][0] ?? '', [...pair][1] ?? '']),
  ...['un', 'nu', 'bq', 'qb', 'dp', 'pd', 'MW', 'WM', '69', '96', ",'", "',", '()', ')('].map(
    (pair): [string, string] => [pair.charAt(0), pair.charAt(1)],
  ),
]);
const SIGN = /[ɐɔǝɟƃɥɾʞɯɹʇʌʍʎ].{0,9}[ɐɔǝɟƃɥɾʞɯɹʇʌʍʎ].{0,9}[ɐɔǝɟƃɥɾʞɯɹʇʌʍʎ]/s;
const LINE = /[^\n]+/g;

/** Lines that are read when the screen stands on its head. */
export const UPSIDE_DOWN: Decoder = {
  encoding: 'upside down',
  holdsBytes: false,
  decode(text) {
    if (!SIGN.test(text)) return [];
    return [...text.matchAll(LINE)]
      .filter(([line]) => SIGN.test(line))
      .map(({ 0: line, index }) => ({
        start: index,
        end: index + line.length,
        decoded: turned(line, index),
      }));
  },
};

function turned(line: string, start: number): Transcript {
  const upright = [...line].map((letter) => LETTERS.get(letter) ?? letter).join('');
  return mirrored(upright, start);
}
