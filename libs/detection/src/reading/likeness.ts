import { pairValue } from './letter-pairs';
import { BOUNDARY, classOf, DIGIT, isLetter, UNWRITTEN } from './letters';

/** Least value of a letter, in halves of a bit: words of a language have 2 on average, noise has -1.5. */
const LEAST_VALUE = 0.6;
/** What a letter of a script is worth of which no pairs are known. */
const MIDDLING = 1;
const LEAST_READABLE = 0.6;
/** Of the characters of what may be a text. */
export const MOST_UNWRITTEN = 1 / 32;

/** Whether all but a few of the characters can be written, so that it may be a text or a further encoding. */
export function isPrintable(text: string): boolean {
  let unwritten = 0;
  for (let index = 0; index < text.length; index += 1)
    if (classOf(text.charCodeAt(index)) === UNWRITTEN) unwritten += 1;
  return text.length > 0 && unwritten <= MOST_UNWRITTEN * text.length;
}

/** Whether it is likely that somebody wrote a text in a language: most of it is letters, and they follow one another as in words. */
export function isLanguage(text: string): boolean {
  let [value, letters, spaces, unwritten, previous] = [0, 0, 0, 0, BOUNDARY];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    const kind = classOf(code);
    value += pairValue(previous, kind);
    previous = kind;
    if (isLetter(kind)) letters += 1;
    else if (kind === UNWRITTEN) unwritten += 1;
    else if (kind === BOUNDARY) spaces += code <= 0x20 ? 1 : 0;
    else if (kind !== DIGIT) {
      letters += 1;
      value += MIDDLING;
    }
  }
  value += pairValue(previous, BOUNDARY);
  if (letters === 0 || unwritten > MOST_UNWRITTEN * text.length) return false;
  return letters + spaces >= LEAST_READABLE * text.length && value >= LEAST_VALUE * letters;
}
