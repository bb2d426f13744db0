import { innermost } from './outage';

const TRANSIENT = ['40001', '40P01'];

/**
 * Postgres refused a statement for what it says. Carries no parameters and no row: they hold texts of requests.
 * A retry helps only when `retryable`: a deadlock or a serialization failure.
 */
export class StatementError extends Error {
  readonly code = 'statement_failed';
  readonly sqlState: string;
  readonly retryable: boolean;

  constructor(error: unknown) {
    const { code, message } = innermost(error);
    super(`Postgres refused a statement (${code || 'no SQLSTATE'}): ${withoutValues(message)}`);
    this.name = 'StatementError';
    this.sqlState = code;
    this.retryable = TRANSIENT.includes(code);
  }
}

// Postgres quotes names of tables and values of rows alike, values after a colon.
function withoutValues(message: string): string {
  return message.replace(/: ".*$/s, '').slice(0, 200);
}
