import type { Found } from '../found';
import type { Reading, View } from '../reading/reading';
import { findCards } from './cards';
import { findCryptoAddresses } from './crypto-address';
import { findEmails } from './emails';
import { findIbans } from './iban';
import { findIds } from './ids/find-ids';
import { findIpAddresses, findMacAddresses } from './network';
import { withoutOverlaps } from './overlaps';
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

/** Personal data in a text, in reading order, without overlaps. Never throws; time is linear in the length of the text. */
export function findPersonalData(reading: Reading): Found[] {
  return withoutOverlaps(reading.views.flatMap(findInView));
}

function findInView(view: View): Found[] {
  return DETECTORS.flatMap((find) => find(view.text)).map((found) => ({ type: found.type, ...view.origin(found) }));
}
