/** Thrown when a file of phrases or templates is not what it must be; its author repairs it, a retry doesn't help. */
export class PhraseFileError extends Error {
  readonly code = 'invalid_phrases';
  readonly retryable = false;

  constructor(
    readonly file: string,
    /** Each names the field, what is wrong with it and how to repair it. */
    readonly problems: readonly string[],
  ) {
    super(`${file}: ${problems.join('; ')}`);
    this.name = 'PhraseFileError';
  }
}
