/** Thrown when a submission's source and id were used before with another body; it becomes a dead letter. */
export class SubmissionConflictError extends Error {
  readonly code = 'submission_conflict';
  readonly retryable = false;

  constructor({ source, id }: { readonly source: string; readonly id: string }) {
    super(`${source} published event id ${id} before with another body; a new request needs a new event id`);
    this.name = 'SubmissionConflictError';
  }
}

/** Thrown when a submission leaves no room for what the stages add to it; it becomes a dead letter. */
export class SubmissionTooLargeError extends Error {
  readonly code = 'submission_too_large';
  readonly retryable = false;

  constructor(bytes: number, limit: number) {
    super(`${bytes} bytes are more than the ${limit} that a request may have; shorten its texts`);
    this.name = 'SubmissionTooLargeError';
  }
}
