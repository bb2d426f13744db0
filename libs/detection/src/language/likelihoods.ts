import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WeightsError } from '../model/weights-file';
import { COUNTED_LANGUAGES, LANGUAGES, SCRIPT_LANGUAGES } from './languages';
import { GROUPS, letterGroups, MOST_GROUPS } from './letter-groups';
import { isCommonKanji, scriptLanguage } from './scripts';

/** The weights are logarithms in steps of a sixteenth. */
export const STEPS_PER_NAT = 16;
const COUNTED = COUNTED_LANGUAGES.length;
// What a letter of its script speaks for a language, and what a letter group of another script speaks against it.
const OWN_LETTER = 4 * STEPS_PER_NAT;
const FOREIGN_GROUP = -1.5 * STEPS_PER_NAT;
const CHINESE = SCRIPT_LANGUAGES.indexOf('zh');
const JAPANESE = SCRIPT_LANGUAGES.indexOf('ja');
// About half the letters of a Japanese text are kana. Least of all does a title without them settle which of both it is.
const KANJI = OWN_LETTER - 1;
// A word of a script without spaces may be a whole sentence.
const LETTERS_A_WORD = 3;

const groups = new Uint16Array(MOST_GROUPS);
let weights: Int8Array | undefined;

/** What the words of a text say for each language. */
export class Likelihoods {
  /** Words that were looked at. */
  words = 0;
  /** Letters and groups of letters that were looked at. */
  evidence = 0;
  private readonly counted = new Int32Array(COUNTED);
  private readonly byScript = new Int32Array(SCRIPT_LANGUAGES.length);
  private shared = 0;

  /** Adds letters in a row. Those of a script of its own and others, as in `npmのコマンド`, are words of their own. */
  add(letters: string): void {
    for (let start = 0, end = 0; start < letters.length; start = end) {
      const isShared = isSharedAt(letters, start);
      do end += 1;
      while (end < letters.length && isSharedAt(letters, end) === isShared);
      const word = letters.slice(start, end);
      if (isShared) this.addShared(word);
      else this.addScript(word);
    }
  }

  /** Of each language, in the order of `LANGUAGES`, as a logarithm; only their differences mean something. */
  all(): number[] {
    return LANGUAGES.map((_, index) => {
      const steps = this.counted[index] ?? (this.byScript[index - COUNTED] ?? 0) + this.shared * FOREIGN_GROUP;
      return steps / STEPS_PER_NAT;
    });
  }

  private addShared(word: string): void {
    const table = (weights ??= readWeights());
    const count = letterGroups(word, groups);
    for (let index = 0; index < count; index += 1) {
      const row = (groups[index] as number) * COUNTED;
      for (let language = 0; language < COUNTED; language += 1)
        this.counted[language] = (this.counted[language] as number) + (table[row + language] as number);
    }
    this.shared += count;
    this.evidence += count;
    this.words += 1;
  }

  private addScript(word: string): void {
    for (let index = 0; index < word.length; index += 1) {
      const code = word.charCodeAt(index);
      const language = scriptLanguage(code);
      this.speak(language, OWN_LETTER);
      if (language === CHINESE) this.speak(JAPANESE, isCommonKanji(code) ? KANJI : 0);
    }
    this.evidence += word.length;
    this.words += Math.max(1, word.length / LETTERS_A_WORD);
  }

  private speak(language: number, steps: number): void {
    this.byScript[language] = (this.byScript[language] as number) + steps;
  }
}

function isSharedAt(letters: string, index: number): boolean {
  return scriptLanguage(letters.charCodeAt(index)) === -1;
}

function readWeights(): Int8Array {
  return decodeLanguages(readFileSync(join(__dirname, '../../weights/languages.bin')));
}

/** @throws WeightsError for a file that is not of the languages and groups of this version. */
export function decodeLanguages({ buffer, byteOffset, length }: Buffer): Int8Array {
  const wanted = GROUPS * COUNTED;
  if (length !== wanted) throw new WeightsError(`languages.bin has ${length} bytes, not ${wanted}`, 'languages');
  return new Int8Array(buffer, byteOffset, length);
}
