/** How far before a number a word may stand that says what the number is, in characters, and how far behind it. */
export const REACH_BEFORE = 60;
const REACH_BEHIND = 30;
/** Terms up to this length are whole words: `id` is none of `idea`. */
const LONGEST_WHOLE_WORD = 4;
/** From Thai on, scripts put no spaces between words, or hang particles onto them. */
const WITHOUT_SPACES = 0x0e00;

/** What terms say, by term: lower case, one or more words. */
export type Vocabulary<Meaning> = ReadonlyMap<string, readonly Meaning[]>;

interface Term<Meaning> {
  readonly text: string;
  readonly meanings: readonly Meaning[];
}

/** Finds the terms of a vocabulary in texts. */
export class ContextWords<Meaning> {
  private readonly byBeginning = new Map<number, Term<Meaning>[]>();

  constructor(vocabulary: Vocabulary<Meaning>) {
    for (const [text, meanings] of vocabulary) {
      const terms = this.byBeginning.get(beginningAt(text, 0));
      if (terms) terms.push({ text, meanings });
      else this.byBeginning.set(beginningAt(text, 0), [{ text, meanings }]);
    }
  }

  /** The words of a text, of which only those near the numbers are read. */
  in(text: string): Context<Meaning> {
    return new Context(text, (lower, at) => this.meaningsAt(lower, at));
  }

  private meaningsAt(lower: string, at: number): readonly Meaning[] | null {
    let meanings: readonly Meaning[] | null = null;
    for (const term of this.byBeginning.get(beginningAt(lower, at)) ?? NO_TERMS) {
      if (!lower.startsWith(term.text, at) || !isWordEnd(lower, at, term.text)) continue;
      meanings = meanings ? [...meanings, ...term.meanings] : term.meanings;
    }
    return meanings;
  }
}

const NO_TERMS: readonly never[] = [];

/** Where a text says something, in reading order. */
export class Context<Meaning> {
  private readonly positions: number[] = [];
  private readonly meanings: (readonly Meaning[])[] = [];
  private readonly lower: string;
  private readTo = 0;
  private readonly nothing: ReadonlyMap<Meaning, number> = new Map();
  /** The last question and its answer, as several detectors and layouts ask for the same part. */
  private asked = { start: -1, end: -1, distances: this.nothing };

  constructor(
    private readonly text: string,
    private readonly meaningsAt: (lower: string, at: number) => readonly Meaning[] | null,
  ) {
    this.lower = toLowerCase(text);
  }

  /**
   * What words near a part of the text mean, and how far the nearest of them is, in characters. A word behind the part
   * counts as farther away than any before it. To be asked in reading order: what lies far before is not read any more.
   */
  near(start: number, end: number): ReadonlyMap<Meaning, number> {
    this.read(Math.max(this.readTo, start - REACH_BEFORE), Math.min(this.lower.length, end + REACH_BEHIND));
    const first = this.firstFrom(start - REACH_BEFORE);
    if (first === this.positions.length) return this.nothing;
    if (start === this.asked.start && end === this.asked.end) return this.asked.distances;
    this.asked = { start, end, distances: this.distances(first, start, end) };
    return this.asked.distances;
  }

  private distances(first: number, start: number, end: number): ReadonlyMap<Meaning, number> {
    const distances = new Map<Meaning, number>();
    for (let at = first; at < this.positions.length; at += 1) {
      const position = this.positions[at] ?? 0;
      if (position >= end + REACH_BEHIND) break;
      const distance = position < start ? start - position : REACH_BEFORE + position - end;
      if (position < start || position >= end) this.note(distances, at, distance);
    }
    return distances;
  }

  private read(from: number, to: number): void {
    for (let at = from; at < to; at += 1) {
      const meanings = isWordStart(this.text, this.lower, at) ? this.meaningsAt(this.lower, at) : null;
      if (!meanings) continue;
      this.positions.push(at);
      this.meanings.push(meanings);
    }
    this.readTo = Math.max(this.readTo, to);
  }

  private note(distances: Map<Meaning, number>, at: number, distance: number): void {
    for (const meaning of this.meanings[at] ?? []) {
      if (distance < (distances.get(meaning) ?? Infinity)) distances.set(meaning, distance);
    }
  }

  private firstFrom(position: number): number {
    let [low, high] = [0, this.positions.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.positions[middle] ?? 0) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

// The one capital whose small letter is longer would shift all offsets behind it.
function toLowerCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replaceAll('\u0130', 'i').toLowerCase();
}

function beginningAt(text: string, at: number): number {
  return text.charCodeAt(at) * 0x10000 + text.charCodeAt(at + 1);
}

/** Where a word begins: also a word of `camelCase`, and every character of a script without spaces. */
function isWordStart(text: string, lower: string, at: number): boolean {
  const code = lower.charCodeAt(at);
  if (code >= WITHOUT_SPACES) return true;
  if (!isLetter(code)) return false;
  const previous = at > 0 ? lower.charCodeAt(at - 1) : 0;
  return !isLetter(previous) || (isCapital(text.charCodeAt(at)) && !isCapital(text.charCodeAt(at - 1)));
}

function isWordEnd(lower: string, at: number, term: string): boolean {
  if (term.length > LONGEST_WHOLE_WORD || term.charCodeAt(0) >= WITHOUT_SPACES) return true;
  const next = lower.charCodeAt(at + term.length);
  return !isLetter(next) || next >= WITHOUT_SPACES;
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || code >= 0xaa;
}

function isCapital(code: number): boolean {
  return code >= 0x41 && code <= 0x5a;
}
