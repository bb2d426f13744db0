import type { Found } from '../found';
import { withoutOverlaps } from '../personal/overlaps';

/** Shorter values stand in texts that don't mean them. */
const SHORTEST = 6;
const UNMISTAKABLE = /[\d@]/;
const WORD_CHARACTER = /[\p{L}\p{N}]/u;

interface Value {
  readonly text: string;
  readonly type: string;
}

/** What was found, together with all other places where the same values stand, in reading order without overlaps. */
export function findOccurrences(texts: readonly string[], found: readonly (readonly Found[])[]): Found[][] {
  const byBeginning = valuesByBeginning(texts, found);
  return texts.map((text, at) => withoutOverlaps([...(found[at] ?? []), ...occurrencesIn(text, byBeginning)]));
}

/** Distinct values by their first characters, the longest first. */
function valuesByBeginning(texts: readonly string[], found: readonly (readonly Found[])[]): Map<string, Value[]> {
  const values = new Map<string, Value>();
  for (const [at, text] of texts.entries()) {
    for (const { type, start, end } of found[at] ?? []) {
      const value = text.slice(start, end);
      if (value.length >= SHORTEST && UNMISTAKABLE.test(value)) values.set(value, { text: value, type });
    }
  }
  const byBeginning = new Map<string, Value[]>();
  for (const value of [...values.values()].sort((one, other) => other.text.length - one.text.length)) {
    const beginning = value.text.slice(0, SHORTEST);
    byBeginning.set(beginning, [...(byBeginning.get(beginning) ?? []), value]);
  }
  return byBeginning;
}

function occurrencesIn(text: string, byBeginning: ReadonlyMap<string, readonly Value[]>): Found[] {
  const found: Found[] = [];
  if (byBeginning.size === 0) return found;
  for (let at = 0; at < text.length;) {
    const values = byBeginning.get(text.slice(at, at + SHORTEST));
    const value = values?.find((candidate) => text.startsWith(candidate.text, at) && isWhole(text, at, candidate.text));
    if (value) found.push({ type: value.type, start: at, end: at + value.text.length });
    at += value ? value.text.length : 1;
  }
  return found;
}

/** True when the value is no part of a longer word or number; a value may begin or end with a sign. */
function isWhole(text: string, at: number, value: string): boolean {
  return !goesOn(text.charAt(at - 1), value.charAt(0)) && !goesOn(value.slice(-1), text.charAt(at + value.length));
}

function goesOn(before: string, behind: string): boolean {
  return WORD_CHARACTER.test(before) && WORD_CHARACTER.test(behind);
}
