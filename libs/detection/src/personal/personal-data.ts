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
import { findUrlCredentials } from './url-credentials';

/** Finds parts of one kind in a text; the surest first: where two found the same part, the first says what it is. */
const DETECTORS: readonly ((text: string) => Found[])[] = [
  findUrlCredentials,
  findEmails,
  findIbans,
  findCards,
  findCryptoAddresses,
  findIpAddresses,
  findMacAddresses,
  findIds,
  findPhoneNumbers,
];

/** What `findPeople` finds; the other types have a form of their own, by which they are found. */
export const PEOPLE_TYPES = ['PERSON', 'STREET_ADDRESS', 'DATE_OF_BIRTH', 'PASSPORT', 'DRIVER_LICENSE'] as const;

/**
 * Personal data in a text, in reading order, without overlaps. Never throws; time is linear in the length of the text.
 * @param people false to leave out persons, addresses and papers, which takes a third of the time
 */
export function findPersonalData(reading: Reading, { people } = { people: true }): Found[] {
  return withoutOverlaps(reading.views.flatMap((view) => findInView(view, people)));
}

function findInView(view: View, people: boolean): Found[] {
  // What is decoded is often no language, in which any word may look like a name.
  const detectors = people && view.encoding === null ? [...DETECTORS, findPeople] : DETECTORS;
  return detectors.flatMap((find) => find(view.text)).map((found) => ({ type: found.type, ...view.origin(found) }));
}
