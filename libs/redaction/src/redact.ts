import { cardsInSteps } from './card';
import { emailsInSteps } from './email';
import { findKeys } from './key';
import { plainViewInSteps } from './plain-view';
import { type Finding, type FoundSpan, mergedInSteps, replacedInSteps, type Span } from './spans';
import { atOnce, type Steps } from './steps';

/** A text without personal data and secrets, and which kinds were taken out of it. */
export interface Redaction {
  readonly text: string;
  readonly found: readonly Finding[];
}

const DETECTORS: readonly (readonly [Finding, (text: string) => Steps<Span[]>])[] = [
  ['email', emailsInSteps],
  ['card', (text) => cardsInSteps(text)],
  ['key', keysInSteps],
];
/** What was found is placed so much at a time. */
const STEP = 1_024;
const NOTHING_FOUND: readonly Finding[] = [];

/**
 * Replaces e-mail addresses by `[email]`, payment card numbers (13–19 digits, Luhn) by `[card]`, API keys and bearer
 * tokens by `[key]`, also where they are disguised (README). Time is linear in the length of the text; the result
 * redacts to itself. Names, phone numbers and postal addresses stay.
 */
export function redact(text: string): Redaction {
  return atOnce(redactionInSteps(text));
}

/** The same in steps, for those who have other things to do than to read a long text. */
export function* redactionInSteps(text: string): Steps<Redaction> {
  const view = yield* plainViewInSteps(text);
  const lists: FoundSpan[][] = [];
  for (const [finding, find] of DETECTORS) {
    yield;
    const spans: FoundSpan[] = [];
    for (const span of yield* find(view.text)) {
      if (spans.push({ ...view.origin(span), finding }) % STEP === 0) yield;
    }
    if (spans.length > 0) lists.push(spans);
  }
  if (lists.length === 0) return { text, found: NOTHING_FOUND };
  const disjoint = yield* mergedInSteps(lists);
  const redacted = yield* replacedInSteps(text, disjoint);
  return { text: redacted, found: [...new Set(disjoint.map(({ finding }) => finding))] };
}

function* keysInSteps(text: string): Steps<Span[]> {
  // One expression looks through all of the text within some milliseconds.
  return findKeys(text);
}

// Strings and numbers of a valid document. Numbers are read as written: a 19-digit card is no exact JavaScript number.
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;

/**
 * Redacts a JSON document inside its strings, keys and numbers, so that it stays JSON; a number that is a card
 * becomes the string `"[card]"`. Everything else, spaces included, stays as written.
 * @throws SyntaxError when the text is not JSON; use {@link redactionInSteps} for that.
 */
export function* jsonRedactionInSteps(text: string): Steps<Redaction> {
  JSON.parse(text);
  const found = new Set<Finding>();
  const parts: string[] = [];
  let from = 0;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    parts.push(text.slice(from, index), yield* redactedToken(token, found));
    from = index + token.length;
  }
  parts.push(text.slice(from));
  return { text: parts.join(''), found: [...found] };
}

function* redactedToken(token: string, found: Set<Finding>): Steps<string> {
  const redaction = yield* redactionInSteps(token.startsWith('"') ? String(JSON.parse(token)) : token);
  if (redaction.found.length === 0) return token;
  redaction.found.forEach((finding) => found.add(finding));
  return JSON.stringify(redaction.text);
}
