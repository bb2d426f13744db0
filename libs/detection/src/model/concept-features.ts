import { IDEOGRAPH, JOINED, LETTER } from './characters';
import { ConceptFinder } from './concept-finder';
import type { Concepts } from './concepts';
import { bucketOf, CONCEPT, ONE, THREE, TWO } from './hashes';
import { scratchFor } from './scratch';
import type { Buckets, Tokens } from './tokens';

// A token has up to four features of its concept, and so has each character of a script without spaces.
const FEATURES_PER_CHARACTER = 4;
// In tokens: how far apart concepts may be to be seen together.
const CONCEPT_DISTANCE = 10;

/** The features of what the words of a text stand for. */
export function conceptsIn(tokens: Tokens, concepts: Concepts): Buckets {
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

  read(): Buckets {
    const { count } = this.tokens;
    const first = new Uint32Array(count + 1);
    for (let token = 0; token < count; token += 1) {
      this.addConcepts(token);
      first[token + 1] = this.count;
    }
    return { buckets: this.buckets.slice(0, this.count), first };
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
