/** More marks on one letter than any language needs, and than the stream-safe format of UAX 15 allows. */
const STACKED_MARKS = /\p{M}{31}/u;

/** A text in NFC. With stacked marks it stays as it is, because their order would take the square of their number to find. */
export function composed(text: string): string {
  return STACKED_MARKS.test(text) ? text : text.normalize();
}
