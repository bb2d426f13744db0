import { energyOf, type TopicVector, vectorOf } from './topic-vector';

/** What a policy calls a topic: a name, and texts that are about it. */
export interface Topic {
  readonly name: string;
  readonly rule: 'allow' | 'deny';
  readonly examples: readonly string[];
}

/** How near a text is to the nearest topic, from 0 to 1. */
export interface Nearest {
  readonly name: string;
  readonly near: number;
}

/** A key of an example or of all examples of a topic together. */
interface Posting {
  readonly at: number;
  readonly weight: number;
}

// Keep short texts from being near by one word.
const PRIOR = 0.5;
const PRIOR_OF_TOPIC = 0.8;

/** The examples of topics, made ready to be compared with sentences. */
export class TopicIndex {
  private readonly examples: { readonly topic: number; readonly energy: number }[] = [];
  private readonly inExamples = new Map<string, Posting[]>();
  private readonly inTopics = new Map<string, Posting[]>();

  constructor(readonly topics: readonly Topic[]) {
    topics.forEach(({ examples }, topic) => {
      const all = new Map<string, number>();
      for (const example of examples) {
        const vector = vectorOf(example);
        const at = this.examples.push({ topic, energy: energyOf(vector) }) - 1;
        post(this.inExamples, vector, at);
        for (const [key, weight] of vector) all.set(key, Math.max(weight, all.get(key) ?? 0));
      }
      post(this.inTopics, all, topic);
    });
  }

  /** The topic that a sentence is nearest to: by its nearest example, and by how much of the sentence its examples have. */
  nearest(sentence: TopicVector): Nearest {
    const energy = energyOf(sentence);
    const products = dotProducts(sentence, this.inExamples, this.examples.length, (one, other) => one * other);
    const shared = dotProducts(sentence, this.inTopics, this.topics.length, (one, other) => one * Math.min(one, other));
    const cosines = new Float64Array(this.topics.length);
    this.examples.forEach(({ topic, energy: own }, at) => {
      const cosine = (products[at] ?? 0) / Math.sqrt((energy + PRIOR) * (own + PRIOR));
      cosines[topic] = Math.max(cosines[topic] ?? 0, cosine);
    });
    return this.topics
      .map(({ name }, at) => ({ name, near: ((cosines[at] ?? 0) + (shared[at] ?? 0) / (energy + PRIOR_OF_TOPIC)) / 2 }))
      .reduce((best, other) => (other.near > best.near ? other : best), { name: '', near: 0 });
  }
}

function post(index: Map<string, Posting[]>, vector: TopicVector, at: number): void {
  for (const [key, weight] of vector) {
    const postings = index.get(key);
    if (postings) postings.push({ at, weight });
    else index.set(key, [{ at, weight }]);
  }
}

function dotProducts(
  vector: TopicVector,
  index: ReadonlyMap<string, readonly Posting[]>,
  count: number,
  product: (one: number, other: number) => number,
): Float64Array {
  const sums = new Float64Array(count);
  for (const [key, weight] of vector) {
    for (const { at, weight: other } of index.get(key) ?? []) sums[at] = (sums[at] ?? 0) + product(weight, other);
  }
  return sums;
}
