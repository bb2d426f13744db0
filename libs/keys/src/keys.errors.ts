import { DependencyUnavailableError } from '@gauntlet/runtime';

/** Thrown while this process doesn't know whether keys were revoked; a retry helps once it has read on. */
export class KeysStaleError extends DependencyUnavailableError {
  constructor(message: string) {
    super('keys', message);
  }
}
