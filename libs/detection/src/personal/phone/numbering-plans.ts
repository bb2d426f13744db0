import {
  type CountryCode,
  getCountries,
  isPossiblePhoneNumber,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';

/** No country code is longer. */
const CODE_DIGITS = 3;

/** By the digits that hold the country code, and by length: at most a thousand codes with nine lengths each. */
const possible = new Map<string, boolean>();

/**
 * True when the plan of the number's country has numbers of this length. That depends on the country code and the length
 * alone, so each pair is looked up once: a look-up takes a hundred times as long as to remember it.
 */
export function isInternational(digits: string): boolean {
  const key = `${digits.slice(0, CODE_DIGITS)} ${digits.length}`;
  const known = possible.get(key);
  if (known !== undefined) return known;
  const isPossible = isPossiblePhoneNumber(`+${digits}`);
  possible.set(key, isPossible);
  return isPossible;
}

/** True when a number in national notation can have been given out in a country. */
export function isNationalOf(digits: string, country: string): boolean {
  return parsePhoneNumberFromString(digits, country as CountryCode)?.isValid() ?? false;
}

/** The two letters of all countries that have a numbering plan. */
export const COUNTRIES: readonly string[] = getCountries();

/** True for the two letters of a country that has a numbering plan. */
export function hasPlan(country: string): boolean {
  return isSupportedCountry(country);
}
