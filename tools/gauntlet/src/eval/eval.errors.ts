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

/** What `read` gives; a ScoresError that it throws says the place, too. */
export function readAt<T>(place: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof ScoresError ? new ScoresError(error.message, place) : error;
  }
}
