import { allCharacters, IDEOGRAPH, JOINED } from './characters';
import { wordLists } from './word-lists';

const TABLE_BITS = 15;
const MASK = 2 ** TABLE_BITS - 1;
export const FNV_PRIME = 0x01000193;
/** What the hash of a word's characters begins with. */
export const WORD_SEED = 0x811c9dc5 | 0;
// Keeps words that begin something apart from words that are something.
const OPENS = 0x5bd1e995;
const YES = 255;

/** How the concepts of a text are counted. */
export interface ConceptOptions {
  /** How many times a word's concept counts, beside the n-grams of the word. */
  readonly emphasis: number;
}

/** Finds the concept that a word stands for by the hash of its characters. */
export class Concepts {
  readonly emphasis: number;
  private readonly keys = new Int32Array(MASK + 1);
  private readonly found = new Uint8Array(MASK + 1);
  private readonly firstOfJoined = new Uint8Array(0x10000);

  /**
   * @param lists the words of each concept, at most 30 lists; the first list that has a word counts. A star stands for any
   * ending, and an underscore for the space between two words that are one concept together.
   */
  constructor(lists: readonly string[], { emphasis }: ConceptOptions) {
    this.emphasis = emphasis;
    lists.forEach((words, index) => {
      for (const word of words.split(/\s+/)) this.insert(word, index + 1);
    });
  }

  /** The concept of the whole word, 0 without one. */
  ofWord(hash: number): number {
    return this.at(hash);
  }

  /** The concept of words that begin so, 0 without one. */
  ofBeginning(hash: number): number {
    return this.at(~hash);
  }

  /** False for a character that begins no word of a script without spaces. */
  canBeginJoined(character: number): boolean {
    return this.firstOfJoined[character] === 1;
  }

  /** True for a word that is one concept together with some that may follow. */
  opens(hash: number): boolean {
    return this.at(hash ^ OPENS) !== 0;
  }

  private at(key: number): number {
    let slot = (key ^ (key >>> 15)) & MASK;
    while (this.found[slot] !== 0) {
      if (this.keys[slot] === key) return this.found[slot] as number;
      slot = (slot + 1) & MASK;
    }
    return 0;
  }

  private insert(word: string, concept: number): void {
    const [first = '', second] = word.replace(/\*$/, '').normalize('NFC').split('_');
    const isJoined = hasNoSpaces(first);
    if (isJoined) this.firstOfJoined[allCharacters().folded[first.charCodeAt(0)] as number] = 1;
    const opening = hashOf(first, WORD_SEED);
    if (second !== undefined) this.put(opening ^ OPENS, YES);
    const hash = second === undefined ? opening : hashOf(second, phraseSeed(opening));
    this.put(word.endsWith('*') || isJoined ? ~hash : hash, concept);
  }

  private put(key: number, concept: number): void {
    if (this.at(key) !== 0) return;
    let slot = (key ^ (key >>> 15)) & MASK;
    while (this.found[slot] !== 0) slot = (slot + 1) & MASK;
    this.keys[slot] = key;
    this.found[slot] = concept;
  }
}

/** What the hash of a word begins with when the word before it counts too. */
export function phraseSeed(before: number): number {
  return Math.imul(before ^ WORD_SEED, FNV_PRIME);
}

function hashOf(word: string, seed: number): number {
  const { folded } = allCharacters();
  let hash = seed;
  for (let at = 0; at < word.length; at += 1)
    hash = Math.imul(hash ^ (folded[word.charCodeAt(at)] as number), FNV_PRIME);
  return hash;
}

/** In a script without spaces another word follows at once, so that each word is a beginning. */
function hasNoSpaces(word: string): boolean {
  const kind = allCharacters().kinds[word.charCodeAt(0)];
  return kind === IDEOGRAPH || kind === JOINED;
}

let concepts: Concepts | null = null;

/**
 * Words of many languages that stand for one thing in attacks and in what looks like them, read at the first call: what is
 * learnt from one language is known in another.
 */
export function attackConcepts(): Concepts {
  concepts ??= new Concepts([...wordLists('attack-words.txt').values()], {
    emphasis: 1,
  });
  return concepts;
}
