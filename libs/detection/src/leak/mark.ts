import type { Reading } from '../reading/reading';
import { bareText, type MarkForms, markForms } from './mark-forms';

const PART_END = /[\n,;]/;
const WRITTEN = /[\p{L}\p{N}]+/gu;
/** A character with its number has no more characters around it, and a mark has at least so many pieces that are numbered. */
const LONGEST_NUMBERED = 60;
const LEAST_NUMBERED = 3;
/** Shorter parts of a mark may stand in a text by chance. */
const LEAST_PART = 5;

/**
 * Whether a text tells a secret mark: as it is, encoded, in parts with words between them, or with a number beside each
 * character. Case and separators don't hide it. A mark of fewer than twelve letters and digits is found only as it is.
 */
export function tellsMark(reading: Reading, mark: string): boolean {
  const forms = markForms(mark);
  const told = forms.told.get(reading) ?? tellsOne(reading, forms);
  forms.told.set(reading, told);
  return told;
}

function tellsOne({ source, views }: Reading, forms: MarkForms): boolean {
  const { bare, canBeEncoded } = forms;
  if (bare === '') return false;
  if (canBeEncoded && forms.isUnseenIn(source)) return true;
  return views.some(({ text }) => {
    const written = bareText(text);
    if (written.includes(bare)) return true;
    return canBeEncoded && (forms.isEncodedIn(text, written) || hasParts(written, bare) || hasNumbered(text, bare));
  });
}

/** True when parts that make up the mark stand in the text, wherever. */
function hasParts(written: string, bare: string): boolean {
  for (let at = 0; at < bare.length;) {
    // The part before may have taken in the beginning of the last one.
    const start = Math.min(at, bare.length - LEAST_PART);
    let end = start + LEAST_PART;
    if (!written.includes(bare.slice(start, end))) return false;
    while (end < bare.length && written.includes(bare.slice(start, end + 1))) end += 1;
    at = end;
  }
  return true;
}

/** True when each character, or a few of them, stands with something else on its line: `1. g`, `g (first)`. */
function hasNumbered(text: string, bare: string): boolean {
  const short = text.split(PART_END).filter(({ length }) => length <= LONGEST_NUMBERED);
  if (short.length < LEAST_NUMBERED) return false;
  const parts = short.map((part) => part.match(WRITTEN) ?? []);
  // What stands alone is no character but its number, where the character is a separator: `3. -`.
  const numbered = parts.filter(({ length }) => length > 1);
  return [0, -1].some((place) =>
    numbered
      .map((words) => words.at(place) ?? '')
      .join('')
      .toLowerCase()
      .includes(bare),
  );
}
