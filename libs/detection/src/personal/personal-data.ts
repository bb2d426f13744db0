import type { Found } from '../found';
import { withoutOverlaps } from '../overlaps';
import type { Reading, View } from '../reading/reading';
import { findCards } from './cards';
import { findCryptoAddresses } from './crypto-address';
import { findEmails } from './emails';
import { findIbans } from './iban';
import { findIds } from './ids/find-ids';
import { findIpAddresses, findMacAddresses } from './network';
import { findPeople } from './people';
import { findPhoneNumbers } from './phone/find-phone-numbers';
import { withPlainGaps } from './plain-gaps';
import { findUrlCredentials } from './url-credentials';

/** Finds parts of one kind in a text. */
type Detector = (text: string) => Found[];
/** The surest first: where two found the same part, the first says what it is. */
const DETECTORS: readonly Detector[] = [
  findUrlCredentials,
  findEmails,
  findCards,
  findCryptoAddresses,
  findIpAddresses,
  findMacAddresses,
];
/** Those of numbers in groups, which know one space and one dash. */
const OF_GROUPS: readonly Detector[] = [findIbans, findIds, findPhoneNumbers];

/**
 * Personal data in a text, in reading order, without overlaps. Never throws; time is linear in the length of the text.
 * @param names false to leave out names of persons
 */
export function findPersonalData(reading: Reading, options = { names: true }): Found[] {
  return withoutOverlaps(reading.views.flatMap((view) => findInView(view, options)));
}

function findInView(view: View, options: { readonly names: boolean }): Found[] {
  // What is decoded is often no language, in which any word may look like a name.
  const people = view.encoding === null ? findPeople(view.text, options) : [];
  const plain = withPlainGaps(view.text);
  const found = [
    ...DETECTORS.flatMap((find) => find(view.text)),
    ...OF_GROUPS.flatMap((find) => find(plain)),
    ...people,
  ];
  return found.map((part) => {
    const { start, end } = view.origin(part);
    return { type: part.type, start, end };
  });
}
