import type { Decoder } from './decoder';
import { Transcript } from './transcript';

/** Letters, digits and marks of ITU-R M.1677-1, and the exclamation mark that many add. */
const LETTERS =
  '.-a -...b -.-.c -..d .e ..-.f --.g ....h ..i .---j -.-k .-..l --m -.n ---o .--.p --.-q .-.r ...s -t ..-u ...-v .--w -..-x -.--y --..z ' +
  "-----0 .----1 ..---2 ...--3 ....-4 .....5 -....6 --...7 ---..8 ----.9 .-.-.-. --..--, ..--..? -.-.--! -..-./ .----.' -....-- ---...: " +
  '-.--.( -.--.-) .-..-." -...-= .-.-.+ .--.-.@';
const CHARACTERS = new Map(LETTERS.split(' ').map((entry) => [entry.slice(0, -1), entry.slice(-1)]));
const RUN = /(?<![\w.·•–—−-])[.·•–—−-]{1,6}(?:[\s/|]{1,7}[.·•–—−-]{1,6}){7,}(?![\w.·•–—−-])/g;
const PART = /([.·•–—−-]+)([\s/|]*)/g;

/** Morse code: letters parted by a space, words by more or by a stroke. */
export const MORSE: Decoder = {
  encoding: 'morse',
  holdsBytes: true,
  decode: (text) =>
    [...text.matchAll(RUN)].map(({ 0: run, index }) => ({
      start: index,
      end: index + run.length,
      decoded: decodedRun(run, index),
    })),
};

function decodedRun(run: string, start: number): Transcript {
  const transcript = new Transcript();
  for (const { 0: part, 1: signs = '', 2: gap = '', index } of run.matchAll(PART)) {
    const at = start + index;
    transcript.add(
      CHARACTERS.get(signs.replace(/[·•]/g, '.').replace(/[–—−]/g, '-')) ?? '\ufffd',
      at,
      at + signs.length,
    );
    if (/[/|\n]|\s{2}/.test(gap)) transcript.add(' ', at + signs.length, at + part.length);
  }
  return transcript;
}
