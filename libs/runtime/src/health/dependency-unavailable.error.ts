import type { HttpErrorCode } from '@gauntlet/contracts/http';

/** What a service leans on besides its own code. */
export type Dependency = 'broker' | 'database' | 'registry' | 'keys';

const CODES = {
  broker: 'broker_unavailable',
  database: 'database_unavailable',
  registry: 'registry_stale',
  keys: 'keys_stale',
} as const satisfies Readonly<Record<Dependency, HttpErrorCode>>;

/**
 * A dependency is away, which is nobody's fault in the message being worked on. Messaging pauses and retries on it and
 * never dead-letters; HTTP answers 503 with its code. A retry helps once the dependency is back.
 */
export class DependencyUnavailableError extends Error {
  readonly code: HttpErrorCode;
  readonly retryable = true;

  constructor(
    readonly dependency: Dependency,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
    this.code = CODES[dependency];
  }
}
