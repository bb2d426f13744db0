/** Thrown for a request that was accepted and has no answer yet; a retry helps once it has one. */
export class NoAnswerYetError extends Error {
  readonly code = 'no_answer_yet';
  readonly retryable = true;

  constructor(request: string) {
    super(`${request} was accepted and has no answer yet; add it once it has one`);
    this.name = 'NoAnswerYetError';
  }
}
