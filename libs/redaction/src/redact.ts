import { findCards } from './card';
import { findEmails } from './email';
import { replaceSpans, type Finding } from './spans';

/** A text without personal data, and which kinds were taken out of it. */
export interface Redaction {
  readonly text: string;
  readonly found: readonly Finding[];
}

const NOTHING_FOUND: readonly Finding[] = [];
const MAYBE_CARD = /\d[^]{11,}\d/;

/**
 * Replaces e-mail addresses by `[email]` and payment card numbers (13–19 digits, Luhn) by `[card]`.
 * Time is linear in the length of the text; the result redacts to itself. Names, phone numbers and addresses stay.
 */
export function redact(text: string): Redaction {
  const emails = findEmails(text);
  const withoutEmails = replaceSpans(text, emails, '[email]');
  const cards = MAYBE_CARD.test(withoutEmails) ? findCards(withoutEmails) : [];
  if (emails.length + cards.length === 0) return { text, found: NOTHING_FOUND };
  const found: Finding[] = [];
  if (emails.length > 0) found.push('email');
  if (cards.length > 0) found.push('card');
  return { text: replaceSpans(withoutEmails, cards, '[card]'), found };
}
