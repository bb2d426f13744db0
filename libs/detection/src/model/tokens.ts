import { allCharacters, BREAK, IDEOGRAPH, JOINED, LETTER, SIGN } from './characters';
import { FNV_PRIME, WORD_SEED } from './concepts';
import { bucketOf, CHARACTERS, ONE, SKIP, THREE, TWO } from './hashes';
import { type Scratch, scratchFor } from './scratch';
import { isBoundary, isSentenceSign, signOf } from './signs';

/** Features of a text as buckets of a hash table. */
export interface Buckets {
  readonly buckets: Uint32Array;
  /** The buckets of token `i` are those from `first[i]` to `first[i + 1]`. */
  readonly first: Uint32Array;
}

/** A text as all models see it: its tokens and their n-grams, those of its characters before those of tokens. */
export interface Tokens extends Buckets {
  readonly text: string;
  readonly count: number;
  /** Where each token stands in the text. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** What each token consists of: a kind of character. */
  readonly kinds: Uint8Array;
  /** The hash of what each token is to those behind it: of its characters, or of the sign that a run of signs counts as. */
  readonly hashes: Int32Array;
  /** The tokens that begin a sentence, a line, a quotation or the value of a field; then the number of tokens. */
  readonly segments: Uint32Array;
}

/** N-grams of tokens that end in one token: itself, with the one before, with the one before that, and all three. */
export const TOKEN_GRAMS = 4;

// A token has four n-grams, and a word one more for each character but the first.
const BUCKETS_PER_CHARACTER = 4;
const WORD_BEGIN = 2;
const WORD_END = 3;
const APOSTROPHE = 0x27;
/** What is noted behind the last character: no kind, and no apostrophe. */
const NOTHING = 255;

const known = new WeakMap<{ readonly text: string }, Tokens>();

/** The tokens of a view of a text: read for the first model that asks, and not again for the others. */
export function tokensIn(view: { readonly text: string }): Tokens {
  const read = known.get(view) ?? tokensOf(view.text);
  known.set(view, read);
  return read;
}

/** Reads a text once: n-grams of one to three tokens, pairs with one token between, and of four characters in words. */
export function tokensOf(text: string): Tokens {
  return new TokenReader(text).read();
}

class TokenReader {
  private tokens = 0;
  private begun = 1;
  private count = 0;
  private readonly written: Scratch;
  // Of each character, and of what stands behind the text.
  private readonly kinds: Uint8Array;
  private readonly folded: Uint16Array;
  // The hashes of the last token and of the one before.
  private before = ONE;
  private second = ONE;

  constructor(private readonly text: string) {
    this.written = scratchFor(text.length, text.length * BUCKETS_PER_CHARACTER);
    this.kinds = this.written.kinds;
    this.folded = this.written.folded;
    const { kinds, folded } = allCharacters();
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      this.kinds[at] = kinds[code] as number;
      this.folded[at] = folded[code] as number;
    }
    this.kinds[text.length] = NOTHING;
    this.folded[text.length] = NOTHING;
  }

  read(): Tokens {
    for (let at = 0; at < this.text.length;) at = this.readToken(at);
    const { text, tokens, count, begun, written } = this;
    written.first[tokens] = count;
    written.marks[0] = 0;
    written.marks[begun] = tokens;
    return {
      text,
      count: tokens,
      starts: written.starts.slice(0, tokens),
      ends: written.ends.slice(0, tokens),
      kinds: written.kindsOfTokens.slice(0, tokens),
      hashes: written.hashes.slice(0, tokens),
      segments: written.marks.slice(0, begun + 1),
      buckets: written.buckets.slice(0, count),
      first: written.first.slice(0, tokens + 1),
    };
  }

  private readToken(start: number): number {
    const kind = this.kinds[start] as number;
    if (kind === BREAK) return start + 1;
    const { written, tokens } = this;
    const end = this.endOf(start, kind);
    written.starts[tokens] = start;
    written.ends[tokens] = end;
    written.kindsOfTokens[tokens] = kind;
    written.first[tokens] = this.count;
    this.tokens += 1;
    if (kind === LETTER || kind === JOINED) this.addCharacters(start, end);
    const hash = this.hashOf(start, end);
    const seen = kind === SIGN ? Math.imul(this.signOf(start, end), FNV_PRIME) : hash;
    written.hashes[tokens] = seen;
    this.addTokens(hash, seen);
    return end;
  }

  private endOf(start: number, kind: number): number {
    const { kinds } = this;
    let end = start + 1;
    if (kind === IDEOGRAPH) return end;
    while (kinds[end] === kind || (kind === LETTER && this.isInnerApostrophe(end))) end += 1;
    return end;
  }

  private isInnerApostrophe(at: number): boolean {
    return this.folded[at] === APOSTROPHE && this.kinds[at + 1] === LETTER;
  }

  private hashOf(start: number, end: number): number {
    const { folded } = this;
    let hash = WORD_SEED;
    for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (folded[at] as number), FNV_PRIME);
    return hash;
  }

  /** The sign that a run of signs counts as; where it ends something, the next token begins a segment. */
  private signOf(start: number, end: number): number {
    const sign = signOf(this.text, start, end);
    const isEnd = isBoundary(sign) || (isSentenceSign(sign) && this.kinds[end] === BREAK);
    if (!isEnd) return sign;
    this.written.marks[this.begun] = this.tokens;
    this.begun += 1;
    return sign;
  }

  private addTokens(hash: number, seen: number): void {
    const { before, second } = this;
    this.add(hash ^ ONE);
    this.add(Math.imul(before, TWO) ^ seen);
    this.add(Math.imul(second, SKIP) ^ seen);
    this.add(Math.imul(Math.imul(second, THREE) ^ before, TWO) ^ Math.imul(seen, THREE));
    this.second = before;
    this.before = seen;
  }

  /** A word has a character before it and one behind it. */
  private addCharacters(start: number, end: number): void {
    const { folded } = this;
    let [first, second, third] = [WORD_BEGIN, folded[start] as number, folded[start + 1] as number];
    for (let at = start + 2; at <= end; at += 1) {
      const fourth = at === end ? WORD_END : (folded[at] as number);
      this.add(gramOf(first, second, third, fourth));
      first = second;
      second = third;
      third = fourth;
    }
  }

  private add(hash: number): void {
    this.written.buckets[this.count] = bucketOf(hash);
    this.count += 1;
  }
}

function gramOf(first: number, second: number, third: number, fourth: number): number {
  const half = Math.imul(Math.imul(CHARACTERS ^ first, FNV_PRIME) ^ second, FNV_PRIME);
  return Math.imul(Math.imul(half ^ third, FNV_PRIME) ^ fourth, FNV_PRIME);
}
