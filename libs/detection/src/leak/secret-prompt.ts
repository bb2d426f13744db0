import { BoundedMemory } from '@gauntlet/timing';
import { saysSomething, shingledWords, wordsOf } from './words';

/** What of a prompt is secret: its instructions to the model. */
export interface SecretPrompt {
  readonly shingles: ReadonlySet<string>;
  /** Of words that say something: not the short ones, which every text has. */
  readonly stems: ReadonlySet<string>;
}

// A prompt is the same for thousands of requests.
const known = new BoundedMemory<SecretPrompt>({ entries: 50 });

const SENTENCE = /[^.!?。！？\n]+/g;
/** Speaks to the model; a sentence without any of these states a fact. */
const TO_THE_MODEL =
  /\b(?:you|your|you're|yourself|never|always|do not|don't|must|should|shall|answer|respond|reply|refuse|decline|mention|reveal|assistant|user'?s?|instructions?|confidential|secret|tone|persona|pretend|only if|unless)\b/i;
const ENGLISH = /\b(?:the|you|and|are|your|to|of|never|always)\b/gi;

/** A prompt made ready to be compared with answers; remembered, as making it ready takes longer than comparing. */
export function secretPrompt(prompt: string): SecretPrompt {
  const before = known.get(prompt);
  if (before) return before;
  const sentences = instructionsOf(prompt).map(wordsOf);
  const shingles = new Set(sentences.flatMap(shingledWords));
  const stems = new Set(sentences.flatMap((words) => words.map(({ stem }) => stem)));
  const secret = { shingles, stems: new Set([...stems].filter(saysSomething)) };
  known.set(prompt, secret);
  return secret;
}

/** The sentences that speak to the model; all of them in another language than English, where we can't tell. */
function instructionsOf(prompt: string): string[] {
  const sentences = prompt.match(SENTENCE) ?? [];
  const isEnglish = (prompt.match(ENGLISH) ?? []).length * 30 >= prompt.length / 6;
  return isEnglish ? sentences.filter((sentence) => TO_THE_MODEL.test(sentence)) : sentences;
}
