import type { Found } from '../found';
import { withoutOverlaps } from '../overlaps';

/** Shorter values stand in texts that don't mean them. */
const SHORTEST = 6;
/** Of so many characters a value is found inside longer words and numbers as well: nothing else has them by chance. */
const LONG = 12;
const UNMISTAKABLE = /[\d@]/;
const WORD_CHARACTER = /[\p{L}\p{N}]/u;

/** Values, or characters, that are looked at in one step. */
const STEP = 2_048;

/** What was found, together with all other places where the same values stand, in reading order without overlaps. */
export function* findOccurrences(
  texts: readonly string[],
  found: readonly (readonly Found[])[],
): Generator<void, Found[][]> {
  const values = new Values();
  for (const [at, text] of texts.entries()) {
    for (const [number, { type, start, end }] of (found[at] ?? []).entries()) {
      values.add(text.slice(start, end), type);
      if (number % STEP === STEP - 1) yield;
    }
  }
  const all: Found[][] = [];
  for (const [at, text] of texts.entries())
    all.push(withoutOverlaps([...(found[at] ?? []), ...(yield* values.findIn(text))]));
  return all;
}

class Values {
  private readonly types = new Map<string, string>();
  /** How long values are that begin alike: so many values that begin alike cost no more than one. */
  private readonly lengths = new Map<string, Set<number>>();

  add(value: string, type: string): void {
    if (value.length < SHORTEST || !UNMISTAKABLE.test(value)) return;
    this.types.set(value, type);
    const beginning = value.slice(0, SHORTEST);
    const lengths = this.lengths.get(beginning) ?? new Set();
    this.lengths.set(beginning, lengths.add(value.length));
  }

  *findIn(text: string): Generator<void, Found[]> {
    const found: Found[] = [];
    if (this.types.size === 0) return found;
    let stepEnd = STEP;
    for (let at = 0; at < text.length;) {
      if (at >= stepEnd) {
        yield;
        stepEnd = at + STEP;
      }
      const value = this.longestAt(text, at);
      if (value) found.push({ type: this.types.get(value) ?? '', start: at, end: at + value.length });
      at += value?.length ?? 1;
    }
    return found;
  }

  private longestAt(text: string, at: number): string | null {
    let longest: string | null = null;
    for (const length of this.lengths.get(text.slice(at, at + SHORTEST)) ?? []) {
      if (longest && length < longest.length) continue;
      const value = text.slice(at, at + length);
      if (this.types.has(value) && isWhole(text, at, value)) longest = value;
    }
    return longest;
  }
}

/** True when the value is no part of a longer word or number, or is long; a value may begin or end with a sign. */
function isWhole(text: string, at: number, value: string): boolean {
  if (value.length >= LONG) return true;
  return !goesOn(text.charAt(at - 1), value.charAt(0)) && !goesOn(value.slice(-1), text.charAt(at + value.length));
}

function goesOn(before: string, behind: string): boolean {
  return WORD_CHARACTER.test(before) && WORD_CHARACTER.test(behind);
}
