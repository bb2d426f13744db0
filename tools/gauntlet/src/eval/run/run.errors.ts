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

/** Thrown when a run ended before all was asked. The same command goes on with it. */
export class CutOffError extends Error {
  readonly code = 'run_cut_off';
  readonly retryable = true;

  constructor(why: 'stopped' | 'max-cost', progress: string) {
    const how = why === 'stopped' ? 'was stopped' : 'reached --max-cost';
    super(
      `the run ${how} after ${progress}; the same command${why === 'stopped' ? '' : ' with a higher --max-cost'} goes on with it`,
    );
    this.name = 'CutOffError';
  }
}
