/** Thrown when files have problems; the author repairs them, a retry doesn't help. */
export class LintFailedError extends Error {
  readonly code = 'lint_failed';
  readonly retryable = false;

  constructor(bad: number, all: number) {
    super(`${bad} of ${all} files have problems`);
    this.name = 'LintFailedError';
  }
}
