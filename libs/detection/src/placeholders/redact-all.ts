import { replaceSpans } from '@gauntlet/redaction';
import type { Found } from '../found';
import { withoutOverlaps } from '../overlaps';
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
  const parts = texts.map((text, at) => {
    const literal = findPlaceholders(text).filter(({ start, end }) => !Object.hasOwn(before, text.slice(start, end)));
    return withoutOverlaps([...(found[at] ?? []), ...literal]);
  });
  yield;
  const everywhere = yield* findOccurrences(texts, parts);
  yield;
  const numbering = new Numbering(before);
  const redacted: string[] = [];
  for (const [at, text] of texts.entries()) {
    const spans = yield* numbered(text, everywhere[at] ?? [], numbering);
    redacted.push(replaceSpans(text, spans, ({ placeholder }) => placeholder));
  }
  return { texts: redacted, values: numbering.values };
}

function* numbered(text: string, spans: readonly Found[], numbering: Numbering) {
  const all: (Found & { readonly placeholder: string })[] = [];
  for (const span of spans) {
    all.push({ ...span, placeholder: numbering.placeholder(span.type, text.slice(span.start, span.end)) });
    if (all.length % STEP === 0) yield;
  }
  return all;
}
