/**
 * How numbers of one kind are written and recognised. A layout is written with `9` for a digit, `A` for a letter, `X` for
 * either, `-` for a dash or a space, and `.`, `/` and brackets for themselves. A layout with an `X` has no `9` and no `A`. Layouts are parted by
 * spaces, words of the context by commas.
 */
export interface IdKind {
  /** Name of the type, as Presidio has it, or made in the same way. */
  readonly type: string;
  /** Layouts that nothing else is written in, so that a right form and check digit are enough. */
  readonly anywhere?: string;
  /** Layouts that other numbers have as well: a word of `context` stands near by, or the text is nothing but the number. */
  readonly inContext?: string;
  /** What the number is without separators, in capitals; all that fits the layout when left out. */
  readonly form?: RegExp;
  /** The check digit, for a number without separators, in capitals. */
  readonly check?: (id: string) => boolean;
  /** Beginnings of words, in small letters; one of up to four letters is a whole word. */
  readonly context: string;
  /** False for a number that a text must not be taken for which is nothing but this number. Default: has a check digit. */
  readonly alone?: boolean;
}
