import type { DataSource } from 'typeorm';
import { innermost } from './outage';

/** True when a pooler such as PgBouncer refused the connection for `statement_timeout`, a parameter that it doesn't know. */
export function isRefusedTimeout(error: unknown): boolean {
  return /unsupported startup parameter.*statement_timeout/.test(innermost(error).message);
}

/** Connects without it from now on, and gives the line that says what holds instead. */
export function withoutStartupTimeout(dataSource: DataSource): string {
  const { statement_timeout: timeoutMs, ...extra } = dataSource.options.extra as Record<string, unknown>;
  dataSource.setOptions({ extra } as Partial<typeof dataSource.options>);
  return (
    'DATABASE_URL leads to a pooler that takes no statement_timeout from us: only the client gives up on a slow ' +
    `statement; for the server, set it on the role: ALTER ROLE … SET statement_timeout = ${String(timeoutMs)}`
  );
}
