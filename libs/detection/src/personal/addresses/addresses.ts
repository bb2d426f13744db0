import type { Found } from '../../found';
import { Shape, type Words } from '../words/words';
import { wholeAddress } from './address-block';
import { BOX, BOX_HINT } from './address-cues';
import { type Street, streetAt, SURE } from './street';

/** Postal addresses in reading order, each from its street or box to its country, as far as they are written. */
export function findAddressesIn(words: Words): Found[] {
  const found: Found[] = [];
  if (!words.hasNumbers) return found;
  const boxes = boxesIn(words);
  let behind = 0;
  for (let word = 0; word < words.count; word += 1) {
    if (words.shape(word) !== Shape.number) continue;
    const street = boxes.get(word) ?? streetAt(words, word);
    if (!street || street.points < SURE || street.first < behind) continue;
    const { first, last } = wholeAddress(words, street);
    found.push({ type: 'STREET_ADDRESS', start: words.start(Math.max(first, behind)), end: words.end(last) });
    behind = last + 1;
    word = last;
  }
  return found;
}

/** Boxes by the word of their first number. */
function boxesIn(words: Words): ReadonlyMap<number, Street> {
  const boxes = new Map<number, Street>();
  if (!BOX_HINT.test(words.text)) return boxes;
  let word = 0;
  for (const { 0: box, index } of words.text.matchAll(BOX)) {
    while (words.start(word) < index) word += 1;
    const first = word;
    while (words.end(word + 1) <= index + box.length && word + 1 < words.count) word += 1;
    let number = first;
    while (number < word && words.shape(number) !== Shape.number) number += 1;
    boxes.set(number, { first, last: word, points: SURE });
  }
  return boxes;
}
