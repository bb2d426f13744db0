import { domainToASCII } from 'node:url';
import { findEmails, type Span } from '@gauntlet/redaction';
import { findIbans } from './iban';
import { ALL_KINDS } from './ids/all-kinds';
import { findIds } from './ids/find-ids';
import { findIpAddresses } from './network';
import { phoneForms } from './phone/phone-forms';

const NO_LETTER_OR_DIGIT = /[^\p{L}\p{N}]/gu;
const PHONE_NUMBER = /^\+[1-9][\d ()./-]+$/;
const NO_ASCII = /[^\0-\x7f]/;
/**
 * Numbers of businesses, which stand in an imprint or on a bill. Those that a person can have as well, such as a Spanish NIF, are not
 * among them.
 */
const OF_BUSINESSES: ReadonlySet<string> = new Set([
  ...['DE_VAT_ID', 'DE_HANDELSREGISTER', 'BE_VAT', 'IT_VAT_CODE', 'SE_ORGANISATIONSNUMMER', 'PL_NIP', 'US_EIN'],
  ...['BR_CNPJ', 'AU_ABN', 'AU_ACN', 'IN_GSTIN', 'SG_UEN', 'KR_BRN'],
]);
/**
 * What at a domain is nobody's mailbox there alone: mail to `ann%other.example@shop.example` goes on to another host, and a quoted
 * name or a long number says more than who is meant.
 */
const MORE_THAN_A_NAME = /["%]|\d{7}/;

/**
 * The forms in which `isAmong` knows a value again that somebody calls their own: an e-mail address, `@` and a domain for all
 * addresses there, a phone number with `+` and its country code, an IBAN, an IP address, or the number of a business, such as
 * for VAT. Empty for anything else, also for a phone number that its country can not have.
 */
export function formsOf(own: string): string[] {
  // A letter before the sign makes an address of a domain.
  const address = own.startsWith('@') ? `a${own}` : own;
  if (isWhole(findEmails(address), address)) return isOneAddress(address) ? [formOf('EMAIL_ADDRESS', own)] : [];
  if (isWhole(findIbans(own), own)) return [formOf('IBAN_CODE', own)];
  if (isWhole(findIpAddresses(own), own)) return [formOf('IP_ADDRESS', own)];
  if (isPhoneNumber(own)) return phoneForms(own).map((digits) => formOf('PHONE_NUMBER', digits));
  return businessForms(own);
}

/** True for what is written as a phone number with `+`, whether or not there can be such a number. */
export function isPhoneNumber(own: string): boolean {
  return PHONE_NUMBER.test(own);
}

/**
 * True for a value that was found as such a type and has one of the forms, in any case, with other spaces and dashes. A value
 * excuses what was found as its own type alone: the digits of a phone number may be those of an ID, too.
 */
export function isAmong(
  forms: ReadonlySet<string>,
  { type, value }: { readonly type: string; readonly value: string },
): boolean {
  if (forms.has(formOf(type, value))) return true;
  if (type !== 'EMAIL_ADDRESS' || !isOneAddress(value)) return false;
  const at = value.indexOf('@');
  return !MORE_THAN_A_NAME.test(value.slice(0, at)) && forms.has(formOf(type, value.slice(at)));
}

function formOf(type: string, value: string): string {
  if (type === 'IP_ADDRESS') return `${type} ${value.toLowerCase()}`;
  return `${type} ${type === 'EMAIL_ADDRESS' ? mailForm(value) : solidForm(value)}`;
}

/** With the domain as it is asked for: `müller.example` and `xn--mller-kva.example` are one. */
function mailForm(address: string): string {
  const at = address.lastIndexOf('@') + 1;
  const domain = address.slice(at).toLowerCase();
  const ascii = NO_ASCII.test(domain) ? domainToASCII(domain) : domain;
  return `${address.slice(0, at).normalize('NFC').toLowerCase()}${ascii === '' ? domain : ascii}`;
}

function isOneAddress(address: string): boolean {
  const at = address.indexOf('@');
  return at > 0 && at === address.lastIndexOf('@');
}

/** A word of its kind before a number says what it is, as an imprint does. */
function businessForms(own: string): string[] {
  const kinds = ALL_KINDS.filter(({ type }) => OF_BUSINESSES.has(type));
  const types = kinds.flatMap(({ type, context }) => {
    const before = `${context.split(', ')[0] ?? ''} `;
    const isOfKind = findIds(before + own).some((id) => {
      return id.type === type && id.start === before.length && id.end === before.length + own.length;
    });
    return isOfKind ? [type] : [];
  });
  return [...new Set(types)].map((type) => formOf(type, own));
}

function isWhole(found: readonly Span[], { length }: string): boolean {
  return found.some(({ start, end }) => start === 0 && end === length);
}

function solidForm(value: string): string {
  return value.replace(NO_LETTER_OR_DIGIT, '').toLowerCase();
}
