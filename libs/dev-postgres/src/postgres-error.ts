/** Why the embedded PostgreSQL can't run; a retry helps only after somebody changed what the message names. */
export class EmbeddedPostgresError extends Error {
  readonly retryable = false;

  constructor(
    readonly code: 'unsupported_platform' | 'not_permitted' | 'port_in_use' | 'start_failed',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'EmbeddedPostgresError';
  }
}
