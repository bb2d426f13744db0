import { allCharacters, BREAK, IDEOGRAPH, JOINED, LETTER, SIGN } from './characters';
import { ConceptFinder } from './concept-finder';
import { attackConcepts, type Concepts, WORD_SEED } from './concepts';
import { type Scratch, scratchFor } from './scratch';
import { isBoundary, isSentenceSign, signOf } from './signs';

/** The n-grams of a text as buckets of a hash table, and the tokens that they end in. */
export interface Features {
  readonly tokens: number;
  readonly buckets: Uint32Array;
  /** The buckets of token `i` are those from `first[i]` to `first[i + 1]`. */
  readonly first: Uint32Array;
  /** Where each token stands in the text. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** The tokens that begin a sentence, a line, a quotation or the value of a field; then the number of tokens. */
  readonly segments: Uint32Array;
}

/** Changes whenever the same text would get other buckets: weights of another version are worthless. */
export const FEATURES_VERSION = 2;
/** The size of the hash table, as a power of two. */
export const BUCKET_BITS = 17;

const FNV_PRIME = 0x01000193;
// A token has up to eight features, and so has each character that begins a concept in a script without spaces.
const FEATURES_PER_CHARACTER = 8;
// In tokens: how far apart concepts may be to be seen together.
const CONCEPT_DISTANCE = 10;
const WORD_BEGIN = 2;
const WORD_END = 3;
const APOSTROPHE = 0x27;

// Different kinds of features must not meet in one bucket by their nature.
const CHARACTERS = 0x1000193;
const ONE = 0x2545f491;
const TWO = 0x3c6ef372;
const SKIP = 0x5bd1e995;
const THREE = 0x7f4a7c15;
const CONCEPT = 0x68e31da4;

/** Reads a text once: n-grams of one to three tokens, pairs with one token between, and of four characters in words. */
export function featuresOf(text: string, concepts: Concepts = attackConcepts()): Features {
  return new FeatureReader(text, concepts).read();
}

interface Mention {
  readonly concept: number;
  readonly token: number;
}

const NO_MENTION: Mention = { concept: 0, token: -2 * CONCEPT_DISTANCE };

class FeatureReader {
  private tokens = 0;
  private readonly written: Scratch;
  private readonly kinds = allCharacters().kinds;
  private readonly folded = allCharacters().folded;
  private readonly finder: ConceptFinder;
  private begun = 1;
  private count = 0;
  // The hashes of the last token and of the one before.
  private before = ONE;
  private second = ONE;
  // The last two tokens that stand for a concept, the nearer first.
  private near: Mention = NO_MENTION;
  private far: Mention = NO_MENTION;

  constructor(
    private readonly text: string,
    private readonly concepts: Concepts,
  ) {
    this.written = scratchFor(text.length, text.length * (FEATURES_PER_CHARACTER + concepts.emphasis - 1));
    this.finder = new ConceptFinder(text, concepts);
  }

  read(): Features {
    for (let at = 0; at < this.text.length;) at = this.readToken(at);
    const { tokens, count, begun, written } = this;
    written.first[tokens] = count;
    written.marks[0] = 0;
    written.marks[begun] = tokens;
    return {
      tokens,
      buckets: written.buckets.slice(0, count),
      first: written.first.slice(0, tokens + 1),
      starts: written.starts.slice(0, tokens),
      ends: written.ends.slice(0, tokens),
      segments: written.marks.slice(0, begun + 1),
    };
  }

  private kindAt(at: number): number {
    return this.kinds[this.text.charCodeAt(at)] as number;
  }

  private readToken(start: number): number {
    const kind = this.kindAt(start);
    if (kind === BREAK) return start + 1;
    const end = this.endOf(start, kind);
    this.written.starts[this.tokens] = start;
    this.written.ends[this.tokens] = end;
    this.written.first[this.tokens] = this.count;
    this.tokens += 1;
    const hash = this.hashOf(start, end);
    if (kind === LETTER || kind === JOINED) this.addCharacters(start, end);
    if (kind === LETTER) this.addConcept(this.finder.ofWord(start, end, hash, this.before));
    if (kind === IDEOGRAPH) this.addConcept(this.finder.at(start));
    if (kind === JOINED) for (let at = start; at < end; at += 1) this.addConcept(this.finder.at(at));
    this.addTokens(hash, kind === SIGN ? this.signOf(start, end) : 0);
    return end;
  }

  private endOf(start: number, kind: number): number {
    let end = start + 1;
    if (kind === IDEOGRAPH) return end;
    while (this.kindAt(end) === kind || (kind === LETTER && this.isInnerApostrophe(end))) end += 1;
    return end;
  }

  private isInnerApostrophe(at: number): boolean {
    return this.foldedAt(at) === APOSTROPHE && this.kindAt(at + 1) === LETTER;
  }

  private hashOf(start: number, end: number): number {
    let hash = WORD_SEED;
    for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ this.foldedAt(at), FNV_PRIME);
    return hash;
  }

  /** Adds a concept alone and with those before it, in whichever order, as languages differ in theirs. */
  private addConcept(concept: number): void {
    if (concept === 0) return;
    for (let time = 0; time < this.concepts.emphasis; time += 1) this.add(CONCEPT ^ concept);
    const { near, far, tokens } = this;
    if (tokens - near.token <= CONCEPT_DISTANCE) {
      this.add(CONCEPT ^ Math.imul((1 << concept) | (1 << near.concept), TWO));
      if (near.token - far.token <= CONCEPT_DISTANCE) {
        this.add(CONCEPT ^ Math.imul((1 << concept) | (1 << far.concept), TWO));
        this.add(CONCEPT ^ Math.imul((1 << concept) | (1 << near.concept) | (1 << far.concept), THREE));
      }
    }
    // A concept that follows itself would only push the other one out of sight.
    if (concept !== near.concept) this.far = near;
    this.near = { concept, token: tokens };
  }

  private foldedAt(at: number): number {
    return this.folded[this.text.charCodeAt(at)] as number;
  }

  /** The sign that a run of signs counts as; where it ends something, the next token begins a segment. */
  private signOf(start: number, end: number): number {
    const sign = signOf(this.text, start, end);
    const isEnd = isBoundary(sign) || (isSentenceSign(sign) && this.kindAt(end) === BREAK);
    if (!isEnd) return sign;
    this.written.marks[this.begun] = this.tokens;
    this.begun += 1;
    return sign;
  }

  private addTokens(hash: number, sign: number): void {
    const current = sign === 0 ? hash : Math.imul(sign, FNV_PRIME);
    this.add(hash ^ ONE);
    this.add(Math.imul(this.before, TWO) ^ current);
    this.add(Math.imul(this.second, SKIP) ^ current);
    this.add(Math.imul(Math.imul(this.second, THREE) ^ this.before, TWO) ^ Math.imul(current, THREE));
    this.second = this.before;
    this.before = current;
  }

  /** A word has a character before it and one behind it. */
  private addCharacters(start: number, end: number): void {
    let [first, second, third] = [WORD_BEGIN, this.foldedAt(start), this.foldedAt(start + 1)];
    for (let at = start + 2; at <= end; at += 1) {
      const fourth = at === end ? WORD_END : this.foldedAt(at);
      this.add(gramOf(first, second, third, fourth));
      first = second;
      second = third;
      third = fourth;
    }
  }

  // The finalizer of MurmurHash3, as FNV alone leaves the upper bits of short inputs alike.
  private add(hash: number): void {
    let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    this.written.buckets[this.count] = (mixed ^ (mixed >>> 16)) >>> (32 - BUCKET_BITS);
    this.count += 1;
  }
}

function gramOf(first: number, second: number, third: number, fourth: number): number {
  const half = Math.imul(Math.imul(CHARACTERS ^ first, FNV_PRIME) ^ second, FNV_PRIME);
  return Math.imul(Math.imul(half ^ third, FNV_PRIME) ^ fourth, FNV_PRIME);
}
