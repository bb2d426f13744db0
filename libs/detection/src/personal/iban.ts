import { getCountrySpecifications, isValidIBAN } from 'ibantools';
import type { Found } from '../found';
import { valueAt } from './ids/check-digits';
import { isAlphanumeric } from './ids/layouts';

const BEGINNING = /(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?=[ .\t\r\n-]{0,3}[A-Za-z0-9])/g;
const SEPARATORS = ' -.\t\r\n';
/** As in a dash with a space on each side. */
const MOST_SEPARATORS = 3;

let lengths: ReadonlyMap<string, number> | null = null;

/** International bank account numbers with the form and the check digits of their country, in any case, solid or in groups. */
export function findIbans(text: string): Found[] {
  const found: Found[] = [];
  BEGINNING.lastIndex = 0;
  for (let match: RegExpExecArray | null; (match = BEGINNING.exec(text));) {
    const end = ibanEnd(text, match.index);
    if (end === -1) continue;
    found.push({ type: 'IBAN_CODE', start: match.index, end });
    BEGINNING.lastIndex = end;
  }
  return found;
}

/** Where as many letters and digits end as the country's numbers have; -1 when they are no IBAN. */
function ibanEnd(text: string, start: number): number {
  const length = lengthOf(text.slice(start, start + 2).toUpperCase());
  let count = 0;
  let at = start;
  for (let gap = 0; count < length && at < text.length; at += 1) {
    const isOfNumber = isAlphanumeric(text.charCodeAt(at));
    gap = isOfNumber ? 0 : gap + 1;
    if (isOfNumber) count += 1;
    else if (gap > MOST_SEPARATORS || !SEPARATORS.includes(text.charAt(at))) return -1;
  }
  const isWhole = count === length && length > 0 && !isAlphanumeric(text.charCodeAt(at));
  return isWhole && isIban(text.slice(start, at)) ? at : -1;
}

function isIban(written: string): boolean {
  const iban = written.replace(/[^A-Za-z0-9]/g, '').toUpperCase();
  // The check digits of most texts are wrong already, and the form of a country costs more to compare.
  return hasCheckDigits(iban) && isValidIBAN(iban);
}

/** ISO 13616: the first four characters behind the others, letters from A = 10, leave 1 when divided by 97. */
function hasCheckDigits(iban: string): boolean {
  let rest = 0;
  for (let at = 0; at < iban.length; at += 1) {
    const value = valueAt(iban, (at + 4) % iban.length);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

function lengthOf(country: string): number {
  lengths ??= new Map(Object.entries(getCountrySpecifications()).map(([code, { chars }]) => [code, chars ?? 0]));
  return lengths.get(country) ?? 0;
}
