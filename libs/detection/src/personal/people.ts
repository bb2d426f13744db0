import type { Found } from '../found';
import { findAddressesIn } from './addresses/addresses';
import { findNamesIn } from './names/names';
import { findPapersIn } from './papers/papers';
import { Words } from './words/words';

/**
 * Who somebody is and where they live: names of persons, postal addresses, dates of birth, passports and driving licences,
 * in reading order and without overlaps.
 */
export function findPeople(text: string): Found[] {
  const words = new Words(text);
  // Streets bear the names of persons, so an address takes its part of the text first.
  return joined(joined(findPapersIn(words), findAddressesIn(words)), findNamesIn(words));
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
