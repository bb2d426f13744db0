import { CardCandidate } from './card-candidate';
import type { Span } from './spans';

const MAX_SEPARATORS = 3;
const COMMON = /[\p{Zs}\p{Pd}\u2212]/u;
const UNCOMMON = './_\t\u00b7';
// So many digits within reach of each other; what lies between two such places costs no more than this.
const ENOUGH_DIGITS = /\d(?:\D{0,3}\d){12}/g;
const [SPACE, HYPHEN, ZERO] = [0x20, 0x2d, 0x30];

/**
 * Card numbers of 13–19 digits that pass Luhn, written solid or in groups; a number begins and ends with a group. The
 * longest number wins, so that no digit of a longer card is left standing. Looks at each digit 20 times at most.
 */
export function findCards(text: string): Span[] {
  const spans: Span[] = [];
  const candidate = new CardCandidate();
  let position = 0;
  for (let place: Span | null; (place = enoughDigits(text, position));) {
    for (position = place.start; position < place.end;) {
      const end = cardAt(text, position, candidate);
      if (end !== -1) spans.push({ start: position, end });
      position = end === -1 ? nextPosition(text, position) : end;
    }
  }
  return spans;
}

function enoughDigits(text: string, from: number): Span | null {
  ENOUGH_DIGITS.lastIndex = from;
  const match = ENOUGH_DIGITS.exec(text);
  return match && { start: match.index, end: ENOUGH_DIGITS.lastIndex };
}

// Payment cards begin with 2–6; this spares time stamps in milliseconds and most order numbers.
function cardAt(text: string, position: number, candidate: CardCandidate): number {
  const digit = digitAt(text, position);
  return digit >= 2 && digit <= 6 ? cardEnd(text, position, candidate) : -1;
}

function cardEnd(text: string, start: number, candidate: CardCandidate): number {
  candidate.reset();
  let found = -1;
  for (let group = start; group !== -1;) {
    const end = readGroup(text, group, candidate);
    if (candidate.isTooLong) return found;
    candidate.endGroup(end - group);
    if (candidate.isCard()) found = end;
    group = nextGroup(text, end, candidate);
  }
  return found;
}

function readGroup(text: string, start: number, candidate: CardCandidate): number {
  let position = start;
  for (let digit; !candidate.isTooLong && (digit = digitAt(text, position)) !== -1; position += 1) {
    candidate.addDigit(digit);
  }
  return position;
}

/** Where the group after up to three separators begins; -1 when something else stands there. */
function nextGroup(text: string, end: number, candidate: CardCandidate): number {
  for (let position = end; position <= end + MAX_SEPARATORS && position < text.length; position += 1) {
    if (digitAt(text, position) !== -1) return position;
    const code = text.charCodeAt(position);
    const isCommon = isCommonSeparator(code);
    if (!isCommon && !UNCOMMON.includes(text.charAt(position))) return -1;
    candidate.addSeparator(code, isCommon);
  }
  return -1;
}

// A regular expression for each of a text's separators takes most of the time of all of this.
function isCommonSeparator(code: number): boolean {
  return code === SPACE || code === HYPHEN || (code > 0x7f && COMMON.test(String.fromCharCode(code)));
}

/** Behind a group of digits, or behind one other character. */
function nextPosition(text: string, start: number): number {
  let position = start + 1;
  if (digitAt(text, start) === -1) return position;
  while (digitAt(text, position) !== -1) position += 1;
  return position;
}

function digitAt(text: string, position: number): number {
  const digit = text.charCodeAt(position) - ZERO;
  return digit >= 0 && digit <= 9 ? digit : -1;
}
