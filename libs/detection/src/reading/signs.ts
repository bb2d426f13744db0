import { pairValue } from './letter-pairs';
import { BOUNDARY, classOf, DIGIT, isLetter, UNWRITTEN } from './letters';
import { type Word, wordsOf } from './words';

/** A word of a language has 2 halves of a bit for each letter on average, one of noise -1.5; what is below this is of none. */
const LEAST_PAIR = 0.6;
/** Words of some languages are somewhat likelier backward by chance, those that are written backward by 1.5 a letter. */
export const LEAST_BACKWARD = 0.4;
const SPACE = 0x20;

/** Gathers the signs of a text in one scan. */
export function signsOf(text: string): Signs {
  const signs = new Signs(text);
  for (let index = 0; index < text.length; index += 1) signs.read(text.charCodeAt(index));
  signs.read(SPACE);
  return signs;
}

/** Signs that something is encoded in a text. */
export class Signs {
  /** How much the strangest stretch of words is unlike a language, in halves of a bit. */
  strange = 0;
  /** How much more some stretch of words is like a language when it is read backward, in halves of a bit. */
  backward = 0;
  /** Most words with digits in them in a stretch that has few others. */
  mixed = 0;
  /** Most letters in a row that each stand alone. */
  lone = 0;
  /** Changes inside words from small to capital letters, and between letters and digits. */
  turns = 0;
  digits = 0;

  private known: Word[] | null = null;
  private strangeNow = 0;
  private backwardNow = 0;
  private mixedNow = 0;
  private loneNow = 0;
  private previous = BOUNDARY;
  private wasSmall = false;
  // Of the word that is being read.
  private forth = 0;
  private back = 0;
  private length = 0;
  private letters = 0;
  private digitsOfWord = 0;

  constructor(private readonly text: string) {}

  /** The words of the text, which most texts get by without. */
  get words(): readonly Word[] {
    return (this.known ??= wordsOf(this.text));
  }

  read(code: number): void {
    const kind = classOf(code);
    const { previous } = this;
    this.forth += pairValue(previous, kind);
    this.back += pairValue(kind, previous);
    this.previous = kind;
    if (kind === BOUNDARY || kind === UNWRITTEN) {
      if (this.length > 0) this.endWord();
      return;
    }
    this.length += 1;
    if (isLetter(kind)) this.letters += 1;
    else if (kind === DIGIT) this.digitsOfWord += 1;
    const isCapital = code >= 0x41 && code <= 0x5a;
    if ((isCapital && this.wasSmall) || (this.length > 1 && (kind === DIGIT) !== (previous === DIGIT))) this.turns += 1;
    this.wasSmall = code >= 0x61 && code <= 0x7a;
  }

  private endWord(): void {
    const { length, letters, digitsOfWord, forth, back } = this;
    this.strangeNow = Math.max(0, this.strangeNow + LEAST_PAIR * letters - forth);
    this.backwardNow = Math.max(0, this.backwardNow + back - forth - LEAST_BACKWARD * letters);
    this.mixedNow = Math.max(0, this.mixedNow + (digitsOfWord > 0 && letters > 0 ? 1 : -0.5));
    this.loneNow = length === 1 && digitsOfWord === 0 ? this.loneNow + 1 : 0;
    this.strange = Math.max(this.strange, this.strangeNow);
    this.backward = Math.max(this.backward, this.backwardNow);
    this.mixed = Math.max(this.mixed, this.mixedNow);
    this.lone = Math.max(this.lone, this.loneNow);
    this.digits += digitsOfWord;
    this.forth = this.back = this.length = this.letters = this.digitsOfWord = 0;
    this.wasSmall = false;
  }
}
