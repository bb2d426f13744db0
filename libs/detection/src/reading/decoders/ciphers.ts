import { type Cipher, cipherOf, countedValue, pairCounts, wordValue } from '../letter-pairs';
import { sentenceOf, stretches, type Word } from '../words';
import type { Decoder } from './decoder';
import { Transcript } from './transcript';

/** So much stranger than a language, in halves of a bit, a stretch of words must be to be looked at. */
const STRANGE = 24;
/** So much more like a language it must become: about twelve letters of a cipher, or twice as many where 25 shifts were tried. */
const LEAST_GAIN = 40;
const LEAST_GUESSED_GAIN = 70;
/** A letter can't count for more, so that a few strange names are not taken for a cipher. */
const MOST_GAIN = 4;
/** What it becomes must have so much for each letter. */
const LEAST_VALUE = 0.6;
/** Small and capital letters change as in words, not as in what is encoded in bytes. */
const UNLIKE_WORD = /[a-z][A-Z]/;
/** Letters from which a shift is guessed. */
const SAMPLE = 2_000;

const ATBASH = cipherOf((letter) => 25 - letter);
const SHIFTS = Array.from({ length: 26 }, (_, shift) => cipherOf((letter) => (letter + shift) % 26));
const ROT13 = cipherOf((letter) => (letter + 13) % 26);

/** Alphabets that stand for another one, letter by letter: rot13, atbash, and the shift that fits best. */
export const CIPHERS: readonly Decoder[] = [
  decoder('rot13', LEAST_GAIN, () => ROT13),
  decoder('atbash', LEAST_GAIN, () => ATBASH),
  decoder('caesar', LEAST_GUESSED_GAIN, bestShift),
];

function decoder(encoding: string, least: number, cipherFor: (words: readonly Word[]) => Cipher): Decoder {
  return {
    encoding,
    holdsBytes: false,
    decode(text, signs) {
      if (signs.strange < STRANGE) return [];
      const cipher = cipherFor(signs.words);
      const readable = stretches(signs.words, (word) => gainOf(word, cipher), least).filter(
        (stretch) => meanValue(stretch, cipher) >= LEAST_VALUE,
      );
      return readable.map((stretch) => {
        const { start, end } = sentenceOf(text, stretch);
        return { start, end, decoded: Transcript.ofUnits(deciphered(text.slice(start, end), cipher), start) };
      });
    },
  };
}

function gainOf(word: string, cipher: Cipher): number {
  if (UNLIKE_WORD.test(word)) return -word.length;
  return Math.min(MOST_GAIN * word.length, wordValue(word, cipher) - wordValue(word));
}

function meanValue(words: readonly Word[], cipher: Cipher): number {
  const letters = words.reduce((sum, { text }) => sum + text.length, 0);
  return words.reduce((sum, { text }) => sum + wordValue(text, cipher), 0) / letters;
}

function deciphered(text: string, cipher: Cipher): string {
  const bytes = Buffer.from(text, 'utf16le');
  for (let at = 0; at < bytes.length; at += 2) {
    const code = bytes.readUInt16LE(at);
    const first = code & ~0x1f;
    const place = code - first;
    // The class of `a` is one more than its place in its block.
    if ((first === 0x40 || first === 0x60) && place >= 1 && place <= 26)
      bytes[at] = first + (cipher[place + 1] ?? 1) - 1;
  }
  return bytes.toString('utf16le');
}

/** The shift that makes the strange words of a text most like those of a language. */
function bestShift(words: readonly Word[]): Cipher {
  const sample: string[] = [];
  let letters = 0;
  for (const { text } of words) {
    if (letters > SAMPLE) break;
    const word = text.slice(0, SAMPLE);
    if (wordValue(word) >= word.length) continue;
    sample.push(word);
    letters += word.length;
  }
  const counts = pairCounts(sample);
  const values = SHIFTS.map((shift) => countedValue(counts, shift));
  return SHIFTS[values.indexOf(Math.max(...values))] ?? ROT13;
}
