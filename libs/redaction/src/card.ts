import type { Span } from './spans';

const MIN_DIGITS = 13;
const MAX_DIGITS = 19;
// Groups are separated by something that is no digit, so a run matches in one way: linear.
const DIGIT_RUN = /\d+(?:[ \u00a0\u202f\u2010-\u2015-]{1,3}\d+)*/g;
const GROUP = /\d+/g;
// Payment cards begin with 2–6; this spares time stamps in milliseconds and most order numbers.
const FIRST_DIGIT = /^[2-6]/;

interface Group extends Span {
  readonly digits: string;
}

/** Card numbers of 13–19 digits that pass Luhn, written solid or in groups; a number begins and ends with a group. */
export function findCards(text: string): Span[] {
  const spans: Span[] = [];
  for (const run of text.matchAll(DIGIT_RUN)) {
    if (run[0].length >= MIN_DIGITS) spans.push(...cardsInRun(groupsOf(run[0], run.index)));
  }
  return spans;
}

function groupsOf(run: string, offset: number): Group[] {
  return [...run.matchAll(GROUP)].map(({ 0: digits, index }) => {
    const start = offset + index;
    return { digits, start, end: start + digits.length };
  });
}

function cardsInRun(groups: readonly Group[]): Span[] {
  const spans: Span[] = [];
  for (let first = 0; first < groups.length; first += 1) {
    const last = lastGroupOfCard(groups, first);
    if (last === -1) continue;
    spans.push({ start: groups[first]?.start ?? 0, end: groups[last]?.end ?? 0 });
    first = last;
  }
  return spans;
}

/** The longest number wins, so that no digit of a longer card is left standing. */
function lastGroupOfCard(groups: readonly Group[], first: number): number {
  let digits = '';
  let found = -1;
  for (let last = first; last < groups.length; last += 1) {
    digits += groups[last]?.digits ?? '';
    if (digits.length > MAX_DIGITS) break;
    if (isCard(digits)) found = last;
  }
  return found;
}

function isCard(digits: string): boolean {
  return digits.length >= MIN_DIGITS && FIRST_DIGIT.test(digits) && passesLuhn(digits);
}

function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, character, index) => {
    const value = Number(character) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
