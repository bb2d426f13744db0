import { BoundedMemory } from '@gauntlet/timing';
import { instructionsOf } from './instructions';
import { saysSomething, shingledWords, wordsOf } from './words';

/** What of a prompt is secret: its instructions to the model. */
export interface SecretPrompt {
  readonly shingles: ReadonlySet<string>;
  /** The words that stand in them. */
  readonly words: ReadonlySet<string>;
  /** Of words that say something: not the short ones, which every text has. */
  readonly stems: ReadonlySet<string>;
}

// A prompt is the same for thousands of requests.
const known = new BoundedMemory<SecretPrompt>({ entries: 50 });

/** A prompt made ready to be compared with answers; remembered, as making it ready takes longer than comparing. */
export function secretPrompt(prompt: string): SecretPrompt {
  const before = known.get(prompt);
  if (before) return before;
  const sentences = instructionsOf(prompt).map(wordsOf);
  const shingles = new Set(sentences.flatMap(shingledWords));
  const stems = new Set(sentences.flatMap((words) => words.map(({ stem }) => stem)));
  const words = new Set(sentences.flat().map(({ folded }) => folded));
  const secret = { shingles, words, stems: new Set([...stems].filter(saysSomething)) };
  known.set(prompt, secret);
  return secret;
}
