import { conceptsIn } from './concept-features';
import { attackConcepts, type Concepts } from './concepts';
import { type Buckets, TOKEN_GRAMS, tokensOf } from './tokens';

/** The n-grams and concepts of a text as buckets of a hash table, and the tokens that they end in. */
export interface Features extends Buckets {
  readonly tokens: number;
  /** Where each token stands in the text. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** The tokens that begin a sentence, a line, a quotation or the value of a field; then the number of tokens. */
  readonly segments: Uint32Array;
}

/** Changes whenever the same text would get other buckets: weights of another version are worthless. */
export const FEATURES_VERSION = 2;

/** Reads a text for training: all features of each token side by side, those of its concept before its n-grams of tokens. */
export function featuresOf(text: string, concepts: Concepts = attackConcepts()): Features {
  const tokens = tokensOf(text);
  const { count, starts, ends, segments } = tokens;
  return { tokens: count, starts, ends, segments, ...merged(tokens, conceptsIn(tokens, concepts), count) };
}

function merged(grams: Buckets, concepts: Buckets, tokens: number): Buckets {
  const buckets = new Uint32Array(grams.buckets.length + concepts.buckets.length);
  const first = totals(grams, concepts);
  for (let token = 0; token < tokens; token += 1) {
    const [from = 0, end = 0] = grams.first.subarray(token, token + 2);
    const [start = 0, behind = 0] = first.subarray(token, token + 2);
    buckets.set(grams.buckets.subarray(from, end - TOKEN_GRAMS), start);
    buckets.set(
      concepts.buckets.subarray(concepts.first[token], concepts.first[token + 1]),
      start + end - TOKEN_GRAMS - from,
    );
    buckets.set(grams.buckets.subarray(end - TOKEN_GRAMS, end), behind - TOKEN_GRAMS);
  }
  return { buckets, first };
}

/** How many features of both sorts stand before each token, and in the whole text. */
export function totals(grams: Buckets, concepts: Buckets): Uint32Array {
  const first = new Uint32Array(grams.first.length);
  for (let token = 0; token < first.length; token += 1)
    first[token] = (grams.first[token] as number) + (concepts.first[token] as number);
  return first;
}
