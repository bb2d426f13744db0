import { allCharacters } from './characters';
import { type Concepts, FNV_PRIME, phraseSeed, WORD_SEED } from './concepts';

const APOSTROPHE = 0x27;
// In characters: as far as a word is looked for in a script without spaces.
const LONGEST_WORD = 12;

/** Finds what the words of a text stand for. */
export class ConceptFinder {
  private readonly kinds = allCharacters().kinds;
  private readonly folded = allCharacters().folded;

  constructor(
    private readonly text: string,
    private readonly concepts: Concepts,
  ) {}

  /**
   * The concept of a word with the one before it, else that of the word alone, else that of its longest beginning.
   *
   * @param hash the hash of the word
   * @param before the hash of the token in front
   */
  ofWord(start: number, end: number, hash: number, before: number): number {
    const phrase = this.concepts.opens(before) ? this.ofParts(start, end, phraseSeed(before)) : 0;
    return phrase || this.concepts.ofWord(hash) || this.ofParts(start, end, WORD_SEED);
  }

  /** The concept of the longest word that begins at a place, in a script without spaces. */
  at(start: number): number {
    if (!this.concepts.canBeginJoined(this.foldedAt(start))) return 0;
    const kind = this.kinds[this.text.charCodeAt(start)];
    const end = Math.min(this.text.length, start + LONGEST_WORD);
    let hash = WORD_SEED;
    let concept = 0;
    for (let at = start; at < end && this.kinds[this.text.charCodeAt(at)] === kind; at += 1) {
      hash = Math.imul(hash ^ this.foldedAt(at), FNV_PRIME);
      concept = this.concepts.ofBeginning(hash) || concept;
    }
    return concept;
  }

  /** An apostrophe parts what counts in a word, as in "user's" and "l'utente". */
  private ofParts(start: number, end: number, seed: number): number {
    let hash = seed;
    let concept = 0;
    for (let at = start; at < end; at += 1) {
      const letter = this.foldedAt(at);
      if (letter === APOSTROPHE) concept = this.concepts.ofWord(hash) || concept;
      hash = letter === APOSTROPHE ? WORD_SEED : Math.imul(hash ^ letter, FNV_PRIME);
      concept = this.concepts.ofBeginning(hash) || concept;
    }
    return this.concepts.ofWord(hash) || concept;
  }

  private foldedAt(at: number): number {
    return this.folded[this.text.charCodeAt(at)] as number;
  }
}
