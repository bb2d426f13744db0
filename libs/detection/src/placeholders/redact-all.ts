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

/**
 * Replaces what was found in the texts of one request by placeholders such as `[EMAIL_1]`. Numbers are given in the order
 * of the texts, so that values keep them when texts are added at the end. One value has one number however it is written;
 * its second spelling is `[EMAIL_1.2]`, so that `restore` gives back the texts exactly. What looks like a placeholder in
 * the texts becomes one itself. A value with a digit or an `@` is replaced everywhere, also where it was not found.
 * @param found what was found in each text; parts may overlap
 * @param before the values of placeholders that stand in the texts already, from an earlier call: they stay
 */
export function redactAll(
  texts: readonly string[],
  found: readonly (readonly Found[])[],
  before: Readonly<Record<string, string>> = {},
): RedactedTexts {
  const parts = texts.map((text, at) => {
    const literal = findPlaceholders(text).filter(({ start, end }) => !Object.hasOwn(before, text.slice(start, end)));
    return withoutOverlaps([...(found[at] ?? []), ...literal]);
  });
  const everywhere = findOccurrences(texts, parts);
  const numbering = new Numbering(before);
  const redacted = texts.map((text, at) =>
    replaceSpans(text, everywhere[at] ?? [], ({ type, start, end }) =>
      numbering.placeholder(type, text.slice(start, end)),
    ),
  );
  return { texts: redacted, values: numbering.values };
}
