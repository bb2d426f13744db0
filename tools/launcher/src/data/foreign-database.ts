import { Client } from 'pg';
import { LauncherError } from '../launcher.errors';

const LIMIT_MS = 5_000;

/**
 * Services start without a database and wait for it; a newcomer's `DATABASE_URL` is more likely wrong than late.
 * @throws LauncherError without the URL's password.
 */
export async function assertDatabaseAnswers(url: string): Promise<void> {
  try {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: LIMIT_MS });
    await client.connect();
    await client.end();
  } catch (error) {
    const { code = '', message } = error as Error & { code?: string };
    throw new LauncherError(`no PostgreSQL answers at DATABASE_URL: ${[code, message].filter(Boolean).join(' ')}`);
  }
}
