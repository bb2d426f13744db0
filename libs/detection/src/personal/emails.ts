import { findEmails as findSpans } from '@gauntlet/redaction';
import type { Found } from '../found';

/** E-mail addresses. */
export function findEmails(text: string): Found[] {
  return findSpans(text).map((span) => ({ type: 'EMAIL_ADDRESS', ...span }));
}
