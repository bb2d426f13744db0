import { DependencyUnavailableError } from '@gauntlet/runtime';

/** Postgres is away, starting, out of resources or too slow to answer; the statement may have run. A retry helps later. */
export class DatabaseUnavailableError extends DependencyUnavailableError {
  constructor(message: string, options?: ErrorOptions) {
    super('database', message, options);
  }
}
