import { DependencyUnavailableError } from '@gauntlet/runtime';

/** Thrown while this process doesn't know whether keys were revoked; a retry helps once it has read on. */
export class KeysStaleError extends DependencyUnavailableError {
  override readonly code = 'keys_stale';

  constructor(message: string) {
    super('registry', message);
  }
}
