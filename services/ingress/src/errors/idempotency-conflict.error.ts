/** Thrown when a key was used before with another body; the caller takes a new key, a retry doesn't help. */
export class IdempotencyConflictError extends Error {
  readonly code = 'idempotency_conflict';
  readonly retryable = false;

  constructor() {
    super('this key was used before for a request with another body; use a new key for a new request');
    this.name = 'IdempotencyConflictError';
  }
}
