import { findCards } from './card';
import { findEmails } from './email';
import { findKeys } from './key';
import { plainView } from './plain-view';
import { type Finding, type FoundSpan, merged, replaceSpans, type Span } from './spans';

/** A text without personal data and secrets, and which kinds were taken out of it. */
export interface Redaction {
  readonly text: string;
  readonly found: readonly Finding[];
}

const DETECTORS: readonly (readonly [Finding, (text: string) => Span[]])[] = [
  ['email', findEmails],
  ['card', findCards],
  ['key', findKeys],
];
const NOTHING_FOUND: readonly Finding[] = [];

/**
 * Replaces e-mail addresses by `[email]`, payment card numbers (13–19 digits, Luhn) by `[card]`, API keys and bearer
 * tokens by `[key]`, also where they are disguised (README). Time is linear in the length of the text; the result
 * redacts to itself. Names, phone numbers and postal addresses stay.
 */
export function redact(text: string): Redaction {
  const view = plainView(text);
  const spans: FoundSpan[] = [];
  for (const [finding, find] of DETECTORS) {
    for (const span of find(view.text)) spans.push({ ...view.origin(span), finding });
  }
  if (spans.length === 0) return { text, found: NOTHING_FOUND };
  const disjoint = merged(spans);
  return { text: replaceSpans(text, disjoint), found: [...new Set(disjoint.map(({ finding }) => finding))] };
}
