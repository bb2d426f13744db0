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
/** What is dialled before a number within its country: nothing, or a digit. */
const WITHIN = ['', '0', '8'];
/** What is written before a country code. */
const ABROAD = ['', '00', '011'];

/**
 * The forms in which `isAmong` knows a value again that somebody calls their own: an e-mail address, `@` and a domain for all
 * addresses there, an IBAN, or a phone number with `+` and its country code. Empty for anything else.
 */
export function formsOf(own: string): string[] {
  // A letter before the sign makes an address of a domain.
  const address = own.startsWith('@') ? `a${own}` : own;
  if (isWhole(findEmails(address), address)) return [own.toLowerCase()];
  if (isWhole(findIbans(own), own)) return [solidForm(own)];
  return PHONE_NUMBER.test(own) ? phoneForms(solidForm(own.replace(TRUNK, ''))) : [];
}

/** True for a value that was found in a text and has one of the forms, in any case, with other spaces and dashes. */
export function isAmong(forms: ReadonlySet<string>, found: string): boolean {
  const at = found.lastIndexOf('@');
  if (at === -1) return forms.has(solidForm(found));
  const address = found.toLowerCase();
  return at > 0 && (forms.has(address) || forms.has(address.slice(at)));
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
  return [...abroad, ...WITHIN.map((before) => `${before}${number}`)];
}
