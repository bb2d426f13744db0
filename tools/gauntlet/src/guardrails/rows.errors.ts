import { counted } from '../terminal/counted';

/** Thrown for a row that says nothing or contradicts itself; its author repairs it, a retry doesn't help. */
export class RowError extends Error {
  readonly code = 'bad_row';
  readonly retryable = false;

  /** @param problem what is wrong, beginning with the field */
  constructor(problem: string, place?: string) {
    super(place ? `${place}: ${problem}` : problem);
    this.name = 'RowError';
  }
}

/** Thrown when a file of rows can't be read or written, or is empty; a retry with the right path helps. */
export class RowFileError extends Error {
  readonly code = 'row_file_unusable';
  readonly retryable = false;

  constructor(path: string, problem: string, options?: ErrorOptions) {
    super(`${path} ${problem}`, options);
    this.name = 'RowFileError';
  }
}

/** Thrown at the end of lines of which some were answered with an error; the others were answered as usual. */
export class BadLinesError extends Error {
  readonly code = 'bad_lines';
  readonly retryable = false;

  constructor(bad: number, all: number) {
    super(`${counted(bad, 'line')} of ${all} could not be read; each was answered with its error`);
    this.name = 'BadLinesError';
  }
}

/** Thrown at the end of a report on texts that show no threshold for any check; other texts help. */
export class NothingProposedError extends Error {
  readonly code = 'nothing_proposed';
  readonly retryable = false;

  constructor() {
    super(
      'no threshold is proposed, because these texts show none; keep those of your policy, and see above what helps',
    );
    this.name = 'NothingProposedError';
  }
}

/** Thrown for a policy that doesn't ask for the check which is to be measured; another policy or check helps. */
export class CheckNotInPolicyError extends Error {
  readonly code = 'check_not_in_policy';
  readonly retryable = false;

  /** @param isShipped false for a check that is nothing without a policy */
  constructor(policy: string, { check, side, isShipped }: { check: string; side: string; isShipped: boolean }) {
    const other = isShipped ? ', or none to measure it as it is shipped' : '';
    super(`${policy} has no check ${check} on the ${side} side; name another policy${other}`);
    this.name = 'CheckNotInPolicyError';
  }
}
