/** Thrown for a period that ends before it begins; a retry doesn't help. */
export class EmptyPeriodError extends Error {
  readonly code = 'empty_period';
  readonly retryable = false;

  constructor(from: string, to: string) {
    super(`the period from ${from} to ${to} is empty; begin it before its end`);
    this.name = 'EmptyPeriodError';
  }
}

/** Thrown when each group can't be in a sample; a retry doesn't help. */
export class TooFewToDrawError extends Error {
  readonly code = 'too_few_to_draw';
  readonly retryable = false;

  constructor(n: number, strata: number) {
    super(
      `--n is ${n} and must be at least ${strata}: the requests are of ${strata} groups, and each is in the sample`,
    );
    this.name = 'TooFewToDrawError';
  }
}

/** Thrown when a period has no request of its kind; a retry doesn't help. */
export class NoTrafficError extends Error {
  readonly code = 'no_traffic';
  readonly retryable = false;

  constructor(what: string, period: string) {
    super(`the log has no answered request ${what} from ${period}; name a longer period`);
    this.name = 'NoTrafficError';
  }
}

/** Thrown when the log keeps a request no longer that was drawn while it did; a retry doesn't help. */
export class TrafficGoneError extends Error {
  readonly code = 'traffic_gone';
  readonly retryable = false;

  constructor(gone: number, what: string) {
    super(`the log keeps ${gone} of the drawn requests no longer, so ${what}`);
    this.name = 'TrafficGoneError';
  }
}

/** Thrown when the texts of a sample are too large to hold; a smaller sample helps. */
export class TextsTooLargeError extends Error {
  readonly code = 'texts_too_large';
  readonly retryable = false;

  constructor(mostMib: number, read: number, wanted: number) {
    super(`the texts of ${read} of ${wanted} drawn requests have ${mostMib} MiB already; draw fewer with --n`);
    this.name = 'TextsTooLargeError';
  }
}
