import { Bytes } from './bytes';
import type { Decoder } from './decoder';
import { Transcript } from './transcript';

/** Fewest digits that numbers of eight characters are written with. */
const LEAST_DIGITS = 8;
const PARTED = '[\\s,;:|_.+\'"/-]';

/** How numbers are written: in which base, and with how many digits. */
interface Notation {
  readonly radix: number;
  readonly least: number;
  readonly most: number;
}

/** Numbers that stand for bytes or characters, one after another. */
function codes(encoding: string, runs: string, notation: Notation, decode = fromBytes): Decoder {
  const run = new RegExp(`(?<![a-z\\d])(?:${runs})(?![a-z\\d])`, 'gi');
  return {
    encoding,
    holdsBytes: true,
    decode: (text, { digits }) =>
      digits < LEAST_DIGITS
        ? []
        : [...text.matchAll(run)].flatMap(({ 0: written, index }) => {
            const decoded = decode(written, index, notation);
            return decoded ? [{ start: index, end: index + written.length, decoded }] : [];
          }),
  };
}

/** Null when the bytes are no text, as those of a hash. */
function fromBytes(run: string, start: number, notation: Notation): Transcript | null {
  const bytes = new Bytes(run.length >> 1);
  eachNumber(run, notation, (value, from, to) => bytes.push(Math.min(value, 0xff), start + from, start + to));
  return bytes.isPrintable ? bytes.decoded : null;
}

function fromCodePoints(run: string, start: number, notation: Notation): Transcript {
  const transcript = new Transcript();
  eachNumber(run, notation, (value, from, to) =>
    transcript.add(value > 0x10ffff ? '\ufffd' : String.fromCodePoint(value), start + from, start + to),
  );
  return transcript;
}

/** Calls for each number of a run. The beginning of a prefix, such as the zero of `0x`, has too few digits to be one. */
function eachNumber(
  run: string,
  { radix, least, most }: Notation,
  found: (value: number, from: number, to: number) => void,
): void {
  let [value, count] = [0, 0];
  for (let index = 0; index <= run.length; index += 1) {
    const digit = digitOf(run.charCodeAt(index));
    const isDigit = digit < radix;
    if (count >= least && (!isDigit || count === most)) found(value, index - count, index);
    if (!isDigit || count === most) [value, count] = [0, 0];
    if (isDigit) [value, count] = [value * radix + digit, count + 1];
  }
}

function digitOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : Infinity;
}

export const CHARACTER_CODES: readonly Decoder[] = [
  codes('binary', `(?:[01]{8}${PARTED}{0,3}){4,}|(?:[01]{7}${PARTED}{1,3}){4,}[01]{7}`, {
    radix: 2,
    least: 7,
    most: 8,
  }),
  codes('hex', `(?:(?:0x|\\\\{0,2}x)?[\\da-f]{2}${PARTED}{0,3}){8,}`, { radix: 16, least: 2, most: 2 }),
  codes('octal', `(?:\\\\{1,2}[0-3][0-7]{2}){4,}|(?:[0-3][0-7]{2}${PARTED}{1,3}){6,}[0-3][0-7]{2}`, {
    radix: 8,
    least: 3,
    most: 3,
  }),
  codes('decimal', `(?:\\d{2,3}${PARTED}{1,3}){7,}\\d{2,3}`, { radix: 10, least: 2, most: 3 }),
  codes('code points', `(?:U\\+[\\da-f]{4,6}${PARTED}{0,3}){4,}`, { radix: 16, least: 4, most: 6 }, fromCodePoints),
];
