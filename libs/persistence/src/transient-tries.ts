import { sleep } from '@gauntlet/timing';
import { StatementError } from './statement.error';

const TRIES = 5;

/**
 * Runs a statement again where Postgres ended it for the sake of another one: after a deadlock or a serialization failure,
 * at most five times in all. @throws what the last try threw.
 */
export async function withTransientTries<T>(statement: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await statement();
    } catch (error) {
      const isWorthAnother = error instanceof StatementError && error.retryable && tries < TRIES;
      if (!isWorthAnother) throw error;
      await sleep(Math.random() * 20 * 2 ** tries);
    }
  }
}
