import type { ResponseReleasedV1 } from '@gauntlet/contracts';
import { cardsInSteps } from './card';
import { emailsInSteps } from './email';
import { findKeys } from './key';
import { plainViewInSteps } from './plain-view';
import { type Finding, type FoundSpan, merged, replaceSpans, type Span } from './spans';
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
  const spans: FoundSpan[] = [];
  for (const [finding, find] of DETECTORS) {
    yield;
    for (const span of yield* find(view.text)) {
      spans.push({ ...view.origin(span), finding });
      if (spans.length % STEP === 0) yield;
    }
  }
  if (spans.length === 0) return { text, found: NOTHING_FOUND };
  const disjoint = merged(spans);
  const redacted = replaceSpans(text, disjoint, ({ finding }) => `[${finding}]`);
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
 * @throws SyntaxError when the text is not JSON; use `redact` for that.
 */
export function redactJson(text: string): Redaction {
  JSON.parse(text);
  const found = new Set<Finding>();
  const redacted = text.replace(TOKEN, (token) => redactToken(token, found));
  return { text: redacted, found: [...found] };
}

function redactToken(token: string, found: Set<Finding>): string {
  const redaction = redact(token.startsWith('"') ? String(JSON.parse(token)) : token);
  if (redaction.found.length === 0) return token;
  redaction.found.forEach((finding) => found.add(finding));
  return JSON.stringify(redaction.text);
}

type ReleasedContent = ResponseReleasedV1['content'];

/**
 * The texts of a record with personal data taken out, for whoever stores it: input, history, variables, rendered
 * messages and answer. Roles, order and the names of variables stay. Never changes its argument.
 */
export function redactReleased(content: ReleasedContent): ReleasedContent {
  return { ...redactAsked(content), answer: redact(content.answer).text };
}

const withoutFound = (text: string) => redact(text).text;

/**
 * As {@link redactReleased}, for a release: its answer is ours or was checked, and somebody is going to read it.
 * @param redacted gives a text without what is not to be kept
 */
export function redactAsked(content: ReleasedContent, redacted = withoutFound): ReleasedContent {
  const ofMessage = <M extends { readonly content: string }>(message: M) => ({
    ...message,
    content: redacted(message.content),
  });
  // Names of variables are those of the prompt file.
  const variables = Object.entries(content.variables).map(([name, value]) => [name, redacted(value)]);
  return {
    input: redacted(content.input),
    history: content.history.map(ofMessage),
    variables: Object.fromEntries(variables),
    messages: content.messages.map(ofMessage),
    answer: content.answer,
  };
}

/**
 * A map with its values redacted, and its names as well: what a caller names, it may name after a person. Names that
 * become the same are numbered, so that no value is lost.
 */
export function redactMap(map: Readonly<Record<string, string>>): Record<string, string> {
  const redacted = new Map<string, string>();
  const names = new Set(Object.keys(map));
  for (const [name, value] of Object.entries(map)) {
    const plain = redact(name).text;
    redacted.set(plain === name ? name : freeName(plain, names), redact(value).text);
  }
  return Object.fromEntries(redacted);
}

function freeName(name: string, names: Set<string>): string {
  let free = name;
  for (let number = 2; names.has(free); number += 1) free = `${name} ${number}`;
  names.add(free);
  return free;
}
