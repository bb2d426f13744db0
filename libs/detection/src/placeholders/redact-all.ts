import type { Found } from '../found';
import { disjointInSteps } from '../overlaps';
import { findOccurrences } from './occurrences';
import { findPlaceholders, Numbering } from './placeholder';

/** Texts with placeholders, and what each placeholder stands for. */
export interface RedactedTexts {
  readonly texts: readonly string[];
  /** By placeholder, such as `[EMAIL_1]`: the value as it was written. */
  readonly values: Readonly<Record<string, string>>;
}

/** Values that get their numbers in one step. */
const STEP = 256;

/**
 * Replaces what was found in the texts of one request by placeholders such as `[EMAIL_1]`, in steps of less than a
 * millisecond, for those who have other things to do between them. Numbers are given in the order of the texts, so that
 * values keep them when texts are added at the end. One value has one number however it is written; its second spelling
 * is `[EMAIL_1.2]`, so that `restore` gives back the texts exactly. What looks like a placeholder in the texts becomes
 * one itself. A value with a digit or an `@` is replaced everywhere, also where it was not found.
 * @param found what was found in each text; parts may overlap
 * @param before the values of placeholders that stand in the texts already, from an earlier call: they stay
 */
export function* redactInSteps(
  texts: readonly string[],
  found: readonly (readonly Found[])[],
  before: Readonly<Record<string, string>> = {},
): Generator<void, RedactedTexts> {
  const parts: Found[][] = [];
  for (const [at, text] of texts.entries()) {
    const literal = findPlaceholders(text).filter(({ start, end }) => !Object.hasOwn(before, text.slice(start, end)));
    yield;
    parts.push(yield* disjointInSteps(found[at] ?? [], literal));
  }
  const everywhere = yield* findOccurrences(texts, parts);
  const numbering = new Numbering(before);
  const redacted: string[] = [];
  for (const [at, text] of texts.entries()) redacted.push(yield* replaced(text, everywhere[at] ?? [], numbering));
  return { texts: redacted, values: numbering.values };
}

function* replaced(text: string, spans: readonly Found[], numbering: Numbering): Generator<void, string> {
  let out = '';
  let from = 0;
  for (const [at, { type, start, end }] of spans.entries()) {
    out += text.slice(from, start) + numbering.placeholder(type, text.slice(start, end));
    from = end;
    if (at % STEP === STEP - 1) yield;
  }
  return out + text.slice(from);
}
