import type { Found } from '../found';
import { disjointInSteps } from '../overlaps';
import { findRegrouped, regroupable } from './regrouped';
import { SHORTEST, Values } from './values';

/** Of so many characters a value is found inside longer words and numbers as well: nothing else has them by chance. */
const LONG = 12;
/** Values that are noted in one step. */
const STEP = 256;
const UNMISTAKABLE = /[\d@]/;
const WORD_CHARACTER = /[\p{L}\p{N}]/u;

/**
 * What was found, together with all other places where the same values stand, in reading order without overlaps. A number
 * is the same value in other groups: `536904399` where `536-90-4399` was found.
 */
export function* findOccurrences(
  texts: readonly string[],
  found: readonly (readonly Found[])[],
): Generator<void, Found[][]> {
  const [written, numbers] = [new Values(), new Values()];
  for (const [at, text] of texts.entries()) {
    for (const [number, { type, start, end }] of (found[at] ?? []).entries()) {
      const value = text.slice(start, end);
      if (value.length >= SHORTEST && UNMISTAKABLE.test(value)) written.add(value, type);
      const solid = regroupable(type, value);
      if (solid !== null) numbers.add(solid, type);
      if (number % STEP === STEP - 1) yield;
    }
  }
  const all: Found[][] = [];
  for (const [at, text] of texts.entries()) {
    const again = yield* written.findIn(text, (start, value) => isWhole(text, start, value));
    const regrouped = yield* findRegrouped(text, numbers);
    all.push(yield* disjointInSteps(found[at] ?? [], again, regrouped));
  }
  return all;
}

/** True when the value is no part of a longer word or number, or is long; a value may begin or end with a sign. */
function isWhole(text: string, at: number, value: string): boolean {
  if (value.length >= LONG) return true;
  return !goesOn(text.charAt(at - 1), value.charAt(0)) && !goesOn(value.slice(-1), text.charAt(at + value.length));
}

function goesOn(before: string, behind: string): boolean {
  return WORD_CHARACTER.test(before) && WORD_CHARACTER.test(behind);
}
