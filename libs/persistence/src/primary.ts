import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';

/**
 * The server answers, but takes no writes: a standby, or a primary that was demoted under its connections. `code` is
 * PostgreSQL's own for a write that is refused for this reason. A retry helps once the address leads to the primary.
 */
class ReadOnlyServerError extends Error {
  readonly code = '25006';
  readonly retryable = true;

  constructor() {
    super('the server is read-only: a standby, a former primary, or default_transaction_read_only is on');
    this.name = 'ReadOnlyServerError';
  }
}

const IS_READ_ONLY = `SELECT current_setting('transaction_read_only')::boolean AS "isReadOnly"`;

/** Asks the server whether it takes writes; a standby says no as well. @throws what pg throws, or with SQLSTATE 25006. */
export async function assertWritable(dataSource: DataSource): Promise<void> {
  const [row] = await dataSource.query<{ isReadOnly: boolean }[]>(IS_READ_ONLY);
  if (row?.isReadOnly) throw new ReadOnlyServerError();
}

/** The connections in use, to be compared with those of another moment. */
export function connectionsOf(dataSource: DataSource): Pool {
  return (dataSource.driver as unknown as { readonly master: Pool }).master;
}

/**
 * Connects anew, so that the address is resolved again and leads to whoever is the primary now. Old connections end with
 * the statement that they carry. When connecting fails the old ones stay. @throws what pg throws.
 */
export async function renewConnections(dataSource: DataSource): Promise<void> {
  const old = connectionsOf(dataSource);
  await dataSource.driver.connect();
  old.end().catch((error: unknown) => dataSource.logger.log('warn', `old connections did not end: ${String(error)}`));
}
