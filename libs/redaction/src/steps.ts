/** Work that lets others have their turn between two of its steps, each of less than some milliseconds. */
export type Steps<T> = Generator<void, T>;

/** The result of all steps at once. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
