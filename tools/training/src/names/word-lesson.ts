/** A lower-case word, and how much speaks for its being part of a name, or another word, where it begins with a capital. */
export interface WordLesson {
  readonly word: string;
  readonly forName: number;
  readonly against: number;
}
