import { DependencyUnavailableError } from '@gauntlet/runtime';

/**
 * Kafka can't be reached, or didn't acknowledge in time: the record may or may not be in the log. A retry helps once
 * the broker is back, and is safe because event ids are derived.
 */
export class BrokerUnavailableError extends DependencyUnavailableError {
  constructor(message: string, options?: ErrorOptions) {
    super('broker', message, options);
  }
}

/** A consumer group can't start because the wiring and the cluster don't fit; the message says what to change. */
export class GroupSetupError extends Error {
  readonly code = 'group_setup';
  readonly retryable = false;

  constructor(group: string, problem: string) {
    super(`consumer group ${group}: ${problem}`);
    this.name = 'GroupSetupError';
  }
}

/** The message can't go on here, as its partition is lost or the process stops; whoever gets it next does it. */
export class AbandonedError extends Error {
  readonly code = 'abandoned';
  readonly retryable = false;
}

/** Ends the process: for states that no caller can do anything about. */
export function failLoudly(error: unknown): void {
  setImmediate(() => {
    throw error;
  });
}
