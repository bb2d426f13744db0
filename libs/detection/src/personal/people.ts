import type { Found } from '../found';
import { findAddressesIn } from './addresses/addresses';
import { findNamesIn } from './names/names';
import { findPapersIn } from './papers/papers';
import { Words } from './words/words';

/** Without one there is no number of a house, a paper or a year. */
const DIGIT = /\d/;

/**
 * Who somebody is and where they live: postal addresses, dates of birth, passports, driving licences and, if asked for,
 * names of persons; in reading order and without overlaps.
 */
export function findPeople(text: string, { names } = { names: true }): Found[] {
  if (!names && !DIGIT.test(text)) return [];
  const words = new Words(text);
  const found = joined(findPapersIn(words), findAddressesIn(words));
  // Streets bear the names of persons, so an address takes its part of the text first.
  return names ? joined(found, findNamesIn(words)) : found;
}

/** Both lists in reading order, without those of the second that overlap one of the first. */
function joined(first: readonly Found[], second: readonly Found[]): Found[] {
  const found: Found[] = [];
  let next = 0;
  for (const other of second) {
    for (let kept = first[next]; kept && kept.end <= other.start; kept = first[next]) {
      found.push(kept);
      next += 1;
    }
    if ((first[next]?.start ?? Infinity) >= other.end) found.push(other);
  }
  return [...found, ...first.slice(next)];
}
