/** Thrown for a row that can't be watched; its author repairs it, a retry doesn't help. */
export class DriftRowError extends Error {
  readonly code = 'bad_drift_row';
  readonly retryable = false;

  /** @param problem what is wrong and what to do, beginning with the field */
  constructor(problem: string, place?: string) {
    super(place ? `${place}: ${problem}` : problem);
    this.name = 'DriftRowError';
  }
}
