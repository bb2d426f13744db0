import { CardCandidate } from './card-candidate';
import { Separator, separatorOf } from './card-separator';
import type { Span } from './spans';
import { atOnce, type Steps } from './steps';

// As many as stand between the numbers of `["4111", "1111"]`.
const MAX_SEPARATORS = 4;
// So many digits within reach of each other, no letter between them, the first that of a card and of its group; what lies
// between two such places costs no more than this.
const ENOUGH_DIGITS = /(?<!\d)[2-6](?:[^\dA-Za-z]{0,4}\d){12}/g;
const ZERO = 0x30;
const GROUP = 4;
/** Positions that are looked at in one step. */
const STEP = 1_024;
// A number of a list may have been taken out as part of something else; what is left must redact to itself.
const TAKEN_OUT = '\\[(?:card|email|key)\\]';
const LONGEST_TAKEN_OUT = '[email]'.length;
const NUMBER_BEFORE = new RegExp(`(?:\\d|${TAKEN_OUT})$`);
// Two or three digits behind a card may be its month or its code.
const NUMBER_BEHIND = new RegExp(`^(?:\\d(?!\\d)|\\d{4}|${TAKEN_OUT})`);

/** Says whether a number that may be a card is one. */
type Judge = (start: number, end: number) => boolean;

/**
 * Card numbers of 13–19 digits that pass Luhn, written solid or in groups; a number begins and ends with a group. The
 * longest number wins, so that no digit of a longer card is left standing. Looks at each digit 20 times at most.
 * @param judge leaves out numbers; every number counts without one
 */
export function findCards(text: string, judge: Judge = () => true): Span[] {
  return atOnce(cardsInSteps(text, judge));
}

/** The same in steps. */
export function* cardsInSteps(text: string, judge: Judge = () => true): Steps<Span[]> {
  const spans: Span[] = [];
  let looked = 0;
  const candidate = new CardCandidate();
  let position = 0;
  for (let place: Span | null; (place = enoughDigits(text, position));) {
    for (position = place.start; position < place.end;) {
      if ((looked += 1) % STEP === 0) yield;
      const end = cardAt(text, position, candidate, judge);
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
function cardAt(text: string, position: number, candidate: CardCandidate, judge: Judge): number {
  const digit = digitAt(text, position);
  return digit >= 2 && digit <= 6 ? cardEnd(text, position, candidate, judge) : -1;
}

function cardEnd(text: string, start: number, candidate: CardCandidate, judge: Judge): number {
  candidate.reset();
  let found = -1;
  for (let group = start; group !== -1;) {
    const end = readGroup(text, group, candidate);
    if (candidate.isTooLong) return found;
    candidate.endGroup(end - group);
    const isCard = candidate.isCard() && !(candidate.isLikeList && standsInList(text, start, end));
    if (isCard && judge(start, end)) found = end;
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

/** Where the group after some separators begins; -1 when something else stands there. */
function nextGroup(text: string, end: number, candidate: CardCandidate): number {
  for (let position = end; position <= end + MAX_SEPARATORS && position < text.length; position += 1) {
    if (digitAt(text, position) !== -1) return position;
    const code = text.charCodeAt(position);
    const kind = separatorOf(code);
    if (kind === Separator.none) return -1;
    candidate.addSeparator(code, kind);
  }
  return -1;
}

/** True when the groups go on in the same way before or behind: then they are some of a list of such numbers. */
function standsInList(text: string, start: number, end: number): boolean {
  const second = nextDigit(text, start + GROUP);
  const gap = text.slice(start + GROUP, second);
  const reach = gap.length + LONGEST_TAKEN_OUT;
  const [before, behind] = [text.slice(Math.max(0, start - reach), start), text.slice(end, end + reach)];
  return (
    (before.endsWith(gap) && NUMBER_BEFORE.test(before.slice(0, -gap.length))) ||
    (behind.startsWith(gap) && NUMBER_BEHIND.test(behind.slice(gap.length)))
  );
}

function nextDigit(text: string, from: number): number {
  let position = from;
  while (digitAt(text, position) === -1) position += 1;
  return position;
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
