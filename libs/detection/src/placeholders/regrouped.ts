import type { Found } from '../found';
import { STEP, type Values } from './values';

// Their signs are of the value, or it is no number.
const EXACT = new Set(
  'IP_ADDRESS MAC_ADDRESS EMAIL_ADDRESS URL_CREDENTIALS PERSON STREET_ADDRESS CRYPTO PASSWORD PLACEHOLDER'.split(' '),
);
/** Fewer letters and digits stand together by chance, as in an amount. */
const SHORTEST_NUMBER = 8;
const OF_NUMBER = /^[+(]{0,2}[A-Za-z\d][A-Za-z\d()./\p{Z}\p{Pd}\u2212]*$/u;
/** The last of the digits, which stand before all letters. */
const NINE = 0x39;
const NO_LETTER_OR_DIGIT = /[^A-Za-z\d]/g;
// What parts the groups of one number, which is never what parts the numbers of a list.
const GAP = /^[\s()./\p{Pd}\u2212]{1,3}$/u;
const WORD_CHARACTER = /[\p{L}\p{N}]/u;

/** The letters and digits of a number that people write in several ways: solid, in groups, with small letters. Null for all else. */
export function regroupable(type: string, value: string): string | null {
  if (EXACT.has(type) || !OF_NUMBER.test(value)) return null;
  const solid = solidForm(value);
  return solid.length >= SHORTEST_NUMBER && digitsIn(solid) * 2 >= solid.length ? solid : null;
}

function digitsIn(text: string): number {
  let digits = 0;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) <= NINE) digits += 1;
  return digits;
}

/** The letters and digits of a text in small letters. */
function solidForm(text: string): string {
  return text.replace(NO_LETTER_OR_DIGIT, '').toLowerCase();
}

/** Where numbers stand in a text, however they are written there. */
export function* findRegrouped(text: string, numbers: Values): Generator<void, Found[]> {
  if (numbers.isEmpty) return [];
  const { solid, places } = yield* solidText(text);
  const spanOf = (start: number, length: number) => ({
    start: places[start] ?? 0,
    end: (places[start + length - 1] ?? 0) + 1,
  });
  const isOneNumber = (start: number, { length }: string) => {
    for (let at = start + 1; at < start + length; at += 1) {
      const [from, to] = [(places[at - 1] ?? 0) + 1, places[at] ?? 0];
      if (to > from && !GAP.test(text.slice(from, Math.min(to, from + 4)))) return false;
    }
    const { start: first, end } = spanOf(start, length);
    return !WORD_CHARACTER.test(text.charAt(first - 1)) && !WORD_CHARACTER.test(text.charAt(end));
  };
  const found = yield* numbers.findIn(solid, isOneNumber);
  const placed: Found[] = [];
  for (const { type, start, end } of found) {
    // A spread here takes longer than to find.
    const span = spanOf(start, end - start);
    placed.push({ type, start: span.start, end: span.end });
    if (placed.length % STEP === 0) yield;
  }
  return placed;
}

/** The letters and digits of a text in small letters, and where each of them stands. */
function* solidText(text: string): Generator<void, { solid: string; places: Uint32Array }> {
  const places = new Uint32Array(text.length);
  let count = 0;
  let solid = '';
  for (let from = 0; from < text.length; from += STEP) {
    const end = Math.min(text.length, from + STEP);
    for (let at = from; at < end; at += 1) {
      if (!isLetterOrDigit(text.charCodeAt(at))) continue;
      places[count] = at;
      count += 1;
    }
    solid += solidForm(text.slice(from, end));
    yield;
  }
  return { solid, places };
}

/** True for those of ASCII. */
function isLetterOrDigit(code: number): boolean {
  const small = code | 0x20;
  return (code >= 0x30 && code <= 0x39) || (small >= 0x61 && small <= 0x7a);
}
