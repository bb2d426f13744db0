/** Thrown when scores can't be compared: a row is unfit, or no row is left. Its author repairs it, a retry doesn't help. */
export class ScoresError extends Error {
  readonly code = 'bad_scores';
  readonly retryable = false;

  /** @param problem what is wrong and what to do, beginning with the field */
  constructor(problem: string, place?: string) {
    super(place ? `${place}: ${problem}` : problem);
    this.name = 'ScoresError';
  }
}
