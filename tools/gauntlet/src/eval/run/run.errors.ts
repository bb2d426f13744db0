/** Why a run ended before all was answered. */
export type CutOff = 'stopped' | 'max-cost' | 'unknown-price' | 'unanswered';

/** Thrown when a run can't be judged whatever is answered; its author repairs it, a retry doesn't help. */
export class NothingToScoreError extends Error {
  readonly code = 'nothing_to_score';
  readonly retryable = false;

  constructor(prompt: string, scorers: number) {
    super(
      scorers === 0
        ? `${prompt} names no evaluators, so no answer can be scored; add evaluators to the prompt file`
        : `${prompt} has no testData, and no --dataset was given; there is nothing to ask`,
    );
    this.name = 'NothingToScoreError';
  }
}

/** Thrown when a run can't be looked at while it goes on; a retry doesn't help. */
export class SequentialRunError extends Error {
  readonly code = 'not_sequential';
  readonly retryable = false;

  constructor(why: string) {
    super(`this run can't end early, since ${why}; leave --sequential out`);
    this.name = 'SequentialRunError';
  }
}

/** Thrown while another process carries out the same run; a retry helps once that has ended. */
export class RunBusyError extends Error {
  readonly code = 'run_busy';
  readonly retryable = true;

  constructor(folder: string) {
    super(`another process carries out the run of ${folder}; wait for its end, or stop it`);
    this.name = 'RunBusyError';
  }
}

/** Thrown when a file of a run can't be read; a retry doesn't help. */
export class RunFileError extends Error {
  readonly code = 'run_file_unreadable';
  readonly retryable = false;

  constructor(path: string, cause: unknown) {
    super(`${path} is no longer what the run has written; remove its folder, and the run begins anew`, { cause });
    this.name = 'RunFileError';
  }
}

const REASONS: Readonly<Record<CutOff, string>> = {
  stopped: 'was stopped; the same command goes on with it',
  'max-cost': 'reached --max-cost; the same command with a higher one goes on with it',
  'unknown-price':
    'got an answer whose price is not known, so --max-cost can not be kept; the same command without --max-cost goes on with it',
  unanswered:
    'got no answer to some questions in time (`gauntlet dlq list` may say why); the same command asks these again',
};

/** Thrown when a run ended before all was answered. The same command goes on with it. */
export class CutOffError extends Error {
  readonly code = 'run_cut_off';
  readonly retryable = true;

  constructor(why: CutOff, progress: string) {
    super(`the run ${REASONS[why]} (${progress})`);
    this.name = 'CutOffError';
  }
}
