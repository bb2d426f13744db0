import { IDEOGRAPH, JOINED, LETTER } from './characters';
import { ConceptFinder } from './concept-finder';
import { attackConcepts, type Concepts } from './concepts';
import { bucketOf, CONCEPT, ONE, THREE, TWO } from './hashes';
import { scratchFor } from './scratch';
import { TOKEN_GRAMS, type Tokens, tokensOf } from './tokens';

/** The n-grams and concepts of a text as buckets of a hash table, and the tokens that they end in. */
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

// A token has four n-grams and up to four features of its concept, and so has each character of a script without spaces.
const FEATURES_PER_CHARACTER = 8;
// In tokens: how far apart concepts may be to be seen together.
const CONCEPT_DISTANCE = 10;

/** Reads a text for one model: its n-grams, and what its words stand for. */
export function featuresOf(text: string, concepts: Concepts = attackConcepts()): Features {
  return withConcepts(tokensOf(text), concepts);
}

/** The features of a text that was read already, as for another model. */
export function withConcepts(tokens: Tokens, concepts: Concepts): Features {
  return new ConceptReader(tokens, concepts).read();
}

interface Mention {
  readonly concept: number;
  readonly token: number;
}

const NO_MENTION: Mention = { concept: 0, token: -2 * CONCEPT_DISTANCE };

class ConceptReader {
  private readonly buckets: Uint32Array;
  private readonly finder: ConceptFinder;
  private count = 0;
  // The last two tokens that stand for a concept, the nearer first.
  private near: Mention = NO_MENTION;
  private far: Mention = NO_MENTION;

  constructor(
    private readonly tokens: Tokens,
    private readonly concepts: Concepts,
  ) {
    const { text } = tokens;
    this.buckets = scratchFor(text.length, text.length * (FEATURES_PER_CHARACTER + concepts.emphasis - 1)).buckets;
    this.finder = new ConceptFinder(text, concepts);
  }

  read(): Features {
    const { count, starts, ends, segments, first: plain } = this.tokens;
    const first = new Uint32Array(count + 1);
    for (let token = 0; token < count; token += 1) {
      const end = plain[token + 1] as number;
      first[token] = this.count;
      this.copy(plain[token] as number, end - TOKEN_GRAMS);
      this.addConcepts(token);
      this.copy(end - TOKEN_GRAMS, end);
    }
    first[count] = this.count;
    return { tokens: count, buckets: this.buckets.slice(0, this.count), first, starts, ends, segments };
  }

  private copy(from: number, to: number): void {
    const { buckets: written, count } = this;
    const { buckets } = this.tokens;
    for (let at = from; at < to; at += 1) written[count + at - from] = buckets[at] as number;
    this.count = count + to - from;
  }

  private addConcepts(token: number): void {
    const { kinds, hashes, starts, ends } = this.tokens;
    const [kind, start, end] = [kinds[token], starts[token] as number, ends[token] as number];
    const before = token > 0 ? (hashes[token - 1] as number) : ONE;
    if (kind === LETTER) this.addConcept(token, this.finder.ofWord(start, end, hashes[token] as number, before));
    if (kind === IDEOGRAPH) this.addConcept(token, this.finder.at(start));
    if (kind === JOINED) for (let at = start; at < end; at += 1) this.addConcept(token, this.finder.at(at));
  }

  /** Adds a concept alone and with those before it, in whichever order, as languages differ in theirs. */
  private addConcept(token: number, concept: number): void {
    if (concept === 0) return;
    for (let time = 0; time < this.concepts.emphasis; time += 1) this.add(CONCEPT ^ concept);
    const { near, far } = this;
    if (token - near.token <= CONCEPT_DISTANCE) {
      this.add(CONCEPT ^ Math.imul((1 << concept) | (1 << near.concept), TWO));
      if (near.token - far.token <= CONCEPT_DISTANCE) {
        this.add(CONCEPT ^ Math.imul((1 << concept) | (1 << far.concept), TWO));
        this.add(CONCEPT ^ Math.imul((1 << concept) | (1 << near.concept) | (1 << far.concept), THREE));
      }
    }
    // A concept that follows itself would only push the other one out of sight.
    if (concept !== near.concept) this.far = near;
    this.near = { concept, token };
  }

  private add(hash: number): void {
    this.buckets[this.count] = bucketOf(hash);
    this.count += 1;
  }
}
