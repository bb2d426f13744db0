import { backwardValue, wordValue } from '../letter-pairs';
import { LEAST_BACKWARD } from '../signs';
import { sentenceOf, stretches } from '../words';
import type { Decoder } from './decoder';
import { Transcript } from './transcript';

/** So much more like a language, in halves of a bit, a stretch of words must be when it is read backward. */
const LEAST_GAIN = 30;
const CAPITAL_GAIN = 10;

/** Texts that are written backward: as a whole, or word by word. */
export const REVERSED: readonly Decoder[] = [decoder('reversed', mirrored), decoder('reversed words', mirroredWords)];

function decoder(encoding: string, decodedOf: (text: string, start: number) => Transcript): Decoder {
  return {
    encoding,
    holdsBytes: false,
    decode(text, signs) {
      if (signs.backward < LEAST_GAIN) return [];
      return stretches(signs.words, gainOf, LEAST_GAIN).map((stretch) => {
        const { start, end } = sentenceOf(text, stretch);
        return { start, end, decoded: decodedOf(text.slice(start, end), start) };
      });
    },
  };
}

function gainOf(word: string): number {
  return backwardValue(word) - wordValue(word) - LEAST_BACKWARD * word.length + capitalGain(word);
}

/** A capital letter stands at the beginning of a word, in a text that is written backward at its end. */
function capitalGain(word: string): number {
  if (/^\p{Lu}\p{Ll}/u.test(word)) return -CAPITAL_GAIN;
  return /\p{Ll}\p{Lu}$/u.test(word) ? CAPITAL_GAIN : 0;
}

/** A part of a text, which begins at `start`, with its characters in the opposite order. */
export function mirrored(part: string, start: number): Transcript {
  const transcript = new Transcript(part.length);
  for (let end = part.length; end > 0;) {
    const from = (part.codePointAt(end - 2) ?? 0) > 0xffff ? end - 2 : end - 1;
    transcript.add(part.slice(from, end), start + from, start + end);
    end = from;
  }
  return transcript;
}

function mirroredWords(part: string, start: number): Transcript {
  const transcript = new Transcript();
  for (const { 0: word, index } of part.matchAll(/\S+|\s+/g)) {
    if (/^\s/.test(word)) transcript.addUnits(word, start + index);
    else transcript.append(mirrored(word, start + index));
  }
  return transcript;
}
