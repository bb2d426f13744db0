import { Concepts } from '../model/concepts';
import { type Features, featuresOf } from '../model/features';
import { wordLists } from '../model/word-lists';

// In rot13, so that nobody reads slurs by accident. A star stands for any ending.
const FILE = 'toxic-words.rot13.txt';
const HALF_ALPHABET = 13;
// One insult is enough in a sentence of friendly words, of which each has up to ten n-grams.
const EMPHASIS = 20;

let concepts: Concepts | null = null;

/** What the model of toxicity sees of a text: n-grams, and kinds of words such as insults and names of groups. */
export function toxicFeaturesOf(text: string): Features {
  return featuresOf(text, toxicConcepts());
}

/** Kinds of words, read at the first call. */
export function toxicConcepts(): Concepts {
  concepts ??= new Concepts([...toxicWords().values()], { emphasis: EMPHASIS });
  return concepts;
}

/** The words of each kind, with spaces between them. */
export function toxicWords(): ReadonlyMap<string, string> {
  return new Map([...wordLists(FILE)].map(([kind, words]) => [kind, words.replace(/[a-z]/g, turned)]));
}

function turned(letter: string): string {
  const first = 'a'.charCodeAt(0);
  return String.fromCharCode(first + ((letter.charCodeAt(0) - first + HALF_ALPHABET) % (2 * HALF_ALPHABET)));
}
