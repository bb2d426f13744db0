import { Sign, signOf } from './sign';
import { EMPTY_HASH, withCharacter } from './word-hash';

/** How a word is written. */
export enum Shape {
  /** Lower case, or letters without case. */
  lower,
  /** `Ann`, `O'Neill`, `McCoy`. */
  capital,
  /** Two capitals and more. */
  upper,
  /** A single capital. */
  initial,
  /** Digits, behind which two letters may stand: `12b`, `5th`. */
  number,
  /** Letters and digits in any other mix: `JavaScript`, `B2B`. */
  other,
}

const SPACE = 0x20;
const NO_BREAK_SPACE = 0xa0;
const PART = /^\p{Lu}?[\p{Ll}\p{Lo}\p{M}]*$|^(?:Mc|Mac|Fitz|De|Di|La|Le|Van)\p{Lu}\p{Ll}+$/u;

/** The words and numbers of a text, numbered in reading order. No question about a word outside of the text fails. */
export class Words {
  /** True when a letter of the text is a capital. */
  hasCapitals = false;
  /** True when a digit is in a word. */
  hasNumbers = false;
  /** How many words there are. */
  count = 0;
  private readonly starts: Int32Array;
  private readonly ends: Int32Array;
  private readonly hashes: Int32Array;
  private readonly shapes: Uint8Array;

  constructor(readonly text: string) {
    // Between two words stands at least one character.
    const most = (text.length >> 1) + 1;
    this.starts = new Int32Array(most);
    this.ends = new Int32Array(most);
    this.hashes = new Int32Array(most);
    this.shapes = new Uint8Array(most);
    for (let index = 0; index < text.length;) {
      const sign = signOf(text.charCodeAt(index));
      if (sign === Sign.lower || sign === Sign.upper || sign === Sign.digit) index = this.read(index);
      else index += 1;
    }
  }

  start(word: number): number {
    return word < this.count ? (this.starts[word] ?? 0) : this.text.length;
  }

  end(word: number): number {
    return this.ends[word] ?? 0;
  }

  /** Words outside of the text are in lower case. */
  shape(word: number): Shape {
    return this.shapes[word] ?? Shape.lower;
  }

  isCapital(word: number): boolean {
    const shape = this.shape(word);
    return shape === Shape.capital || shape === Shape.upper || shape === Shape.initial;
  }

  /** What `hashOf` says of the word; 0 outside of the text. */
  hash(word: number): number {
    return this.hashes[word] ?? 0;
  }

  written(word: number): string {
    return this.text.slice(this.start(word), this.end(word));
  }

  /** What stands between a word and the one before it, or the start of the text. */
  before(word: number): string {
    return this.text.slice(word > 0 ? this.end(word - 1) : 0, this.start(word));
  }

  /** True when a single space stands before the word. */
  isSpaced(word: number): boolean {
    const at = this.end(word - 1);
    if (word < 1 || this.start(word) !== at + 1) return false;
    const code = this.text.charCodeAt(at);
    return code === SPACE || code === NO_BREAK_SPACE;
  }

  private read(from: number): number {
    const { text } = this;
    let [letters, capitals, digits, hash, end] = [0, 0, 0, EMPTY_HASH, from];
    for (; end < text.length; end += 1) {
      const code = text.charCodeAt(end);
      const sign = signOf(code);
      if (sign === Sign.none || (sign === Sign.joint && !this.joins(end))) break;
      hash = withCharacter(hash, code);
      if (sign === Sign.lower) letters += 1;
      else if (sign === Sign.upper) capitals += 1;
      else if (sign === Sign.digit) digits += 1;
    }
    this.starts[this.count] = from;
    this.ends[this.count] = end;
    this.hashes[this.count] = hash;
    this.shapes[this.count] = this.shapeOf(from, end, letters, capitals, digits);
    this.count += 1;
    if (capitals > 0) this.hasCapitals = true;
    if (digits > 0) this.hasNumbers = true;
    return end;
  }

  /** `O'Neill`, `Anne-Marie` and `don't` are one word; `Ann's` and `d'Anna` are two. */
  private joins(at: number): boolean {
    const next = signOf(this.text.charCodeAt(at + 1));
    if (next !== Sign.lower && next !== Sign.upper) return false;
    const previous = signOf(this.text.charCodeAt(at - 1));
    if (this.text[at] === '-' || this.text[at] === '‐') return previous !== Sign.digit;
    if (next === Sign.upper) return previous === Sign.upper;
    const after = signOf(this.text.charCodeAt(at + 2));
    return after === Sign.lower || after === Sign.mark || this.text.slice(at - 1, at + 2).replace('’', "'") === "n't";
  }

  private shapeOf(start: number, end: number, letters: number, capitals: number, digits: number): Shape {
    const first = signOf(this.text.charCodeAt(start));
    if (digits > 0) return first === Sign.digit && letters + capitals < 3 ? Shape.number : Shape.other;
    if (capitals === 0) return Shape.lower;
    if (first !== Sign.upper) return Shape.other;
    if (letters === 0) return capitals === 1 ? Shape.initial : Shape.upper;
    if (capitals === 1) return Shape.capital;
    const parts = this.text.slice(start, end).split(/['’\-‐]/);
    return parts.every((part) => PART.test(part)) ? Shape.capital : Shape.other;
  }
}
