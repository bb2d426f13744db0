import { findEmails, type Span } from '@gauntlet/redaction';
import { findIbans } from './iban';

const NO_LETTER_OR_DIGIT = /[^\p{L}\p{N}]/gu;
const PHONE_NUMBER = /^\+[1-9][\d ()./-]+$/;
const MIN_DIGITS = 8;
const MAX_DIGITS = 15;
/** A zero that is dialled within the country alone: `+49 (0)30 901820`. */
const TRUNK = /\(0\)/;
/** ITU-T E.164: none of the country codes begins with another. */
const COUNTRY_CODE = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;
/**
 * What is dialled before a number within its country, by country code, where it is not 0; '' alone where nothing is. Without
 * it the number of another country would have the form of this one: `0212 …` is in Istanbul, and `+1 212 …` is not. Source:
 * ITU-T Operational Bulletin, "Dialling procedures".
 */
const TRUNK_PREFIXES: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    [
      '30',
      '34',
      '39',
      '45',
      '47',
      '48',
      '65',
      '351',
      '352',
      '354',
      '356',
      '357',
      '371',
      '372',
      '377',
      '420',
      '852',
    ].map((code) => [code, ['']]),
  ),
  ...{ '1': ['', '1'], '7': ['', '8'], '36': ['06'], '370': ['0', '8'], '375': ['8'], '993': ['8'] },
};
const USUAL_PREFIX = ['0'];
/** What is written before a country code. */
const ABROAD = ['', '00', '011'];
/** A value excuses what was found as its own kind alone: the digits of a phone number may be those of an ID, too. */
const KINDS: Readonly<Record<string, 'mail' | 'iban' | 'phone'>> = {
  EMAIL_ADDRESS: 'mail',
  IBAN_CODE: 'iban',
  PHONE_NUMBER: 'phone',
};

/**
 * The forms in which `isAmong` knows a value again that somebody calls their own: an e-mail address, `@` and a domain for all
 * addresses there, an IBAN, or a phone number with `+` and its country code. Empty for anything else.
 */
export function formsOf(own: string): string[] {
  // A letter before the sign makes an address of a domain.
  const address = own.startsWith('@') ? `a${own}` : own;
  if (isWhole(findEmails(address), address)) return [`mail ${own.toLowerCase()}`];
  if (isWhole(findIbans(own), own)) return [`iban ${solidForm(own)}`];
  if (!PHONE_NUMBER.test(own)) return [];
  return phoneForms(solidForm(own.replace(TRUNK, ''))).map((form) => `phone ${form}`);
}

/** True for a value that was found as such a type and has one of the forms, in any case, with other spaces and dashes. */
export function isAmong(
  forms: ReadonlySet<string>,
  { type, value }: { readonly type: string; readonly value: string },
): boolean {
  const kind = KINDS[type];
  if (kind !== 'mail') return kind !== undefined && forms.has(`${kind} ${solidForm(value)}`);
  const at = value.lastIndexOf('@');
  const address = value.toLowerCase();
  return at > 0 && (forms.has(`mail ${address}`) || forms.has(`mail ${address.slice(at)}`));
}

function isWhole(found: readonly Span[], { length }: string): boolean {
  return found.some(({ start, end }) => start === 0 && end === length);
}

function solidForm(value: string): string {
  return value.replace(NO_LETTER_OR_DIGIT, '').toLowerCase();
}

function phoneForms(digits: string): string[] {
  if (digits.length < MIN_DIGITS || digits.length > MAX_DIGITS) return [];
  const code = COUNTRY_CODE.exec(digits)?.[0] ?? '';
  const number = digits.slice(code.length);
  const abroad = ABROAD.flatMap((before) => [`${before}${code}${number}`, `${before}${code}0${number}`]);
  const within = TRUNK_PREFIXES[code] ?? USUAL_PREFIX;
  return [...abroad, ...within.map((before) => `${before}${number}`)];
}
