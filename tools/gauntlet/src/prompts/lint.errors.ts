import { counted } from '../terminal/counted';

/** Thrown when files have problems; the author repairs them, a retry doesn't help. */
export class LintFailedError extends Error {
  readonly code = 'lint_failed';
  readonly retryable = false;

  constructor(bad: number, all: number) {
    super(`problems in ${bad} of ${counted(all, 'file')}`);
    this.name = 'LintFailedError';
  }
}

/** Thrown when there is no file to look at, which is no success; a retry elsewhere, or with paths, helps. */
export class NothingToLintError extends Error {
  readonly code = 'nothing_to_lint';
  readonly retryable = false;

  constructor(folder: string, places: string) {
    super(`${folder} has no files below ${places}; run it where they are, or name files`);
    this.name = 'NothingToLintError';
  }
}
