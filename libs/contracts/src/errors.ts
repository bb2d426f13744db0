/** One thing wrong with an event: where, and what would be right. */
export interface FieldProblem {
  /** JSON pointer into the value, or `headers/<name>`. */
  readonly field: string;
  readonly problem: string;
}

/** Thrown when bytes from a topic are not a valid event; never retryable: the same bytes stay wrong. */
export class InvalidEventError extends Error {
  readonly code = 'invalid_event';
  readonly retryable = false;

  constructor(
    readonly topic: string,
    readonly problems: readonly FieldProblem[],
    options?: ErrorOptions,
  ) {
    super(`${topic}: ${problems.map(({ field, problem }) => `${field}: ${problem}`).join('; ')}`, options);
    this.name = 'InvalidEventError';
  }
}
