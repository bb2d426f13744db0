import { DependencyUnavailableError } from '@gauntlet/runtime';

/** Thrown for a prompt that has no pin; the caller names another prompt or an operator deploys it. */
export class UnknownPromptError extends Error {
  readonly code = 'prompt_not_found';
  readonly retryable = false;

  constructor(prompt: string, known: readonly string[]) {
    super(`no prompt "${prompt}" is deployed; deployed: ${known.join(', ') || 'none'}`);
    this.name = 'UnknownPromptError';
  }
}

/** Thrown while this process doesn't know enough of the registry's topics; a retry helps once it has read on. */
export class RegistryStaleError extends DependencyUnavailableError {
  constructor(message: string) {
    super('registry', message);
  }
}

/** Thrown for a version whose published content can't be used; `cause` says why. Publishing a new version is the cure. */
export class RefusedVersionError extends Error {
  readonly code = 'refused_version';
  readonly retryable = false;

  constructor(version: string, cause: unknown) {
    super(`${version} is refused: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'RefusedVersionError';
  }
}

/** Thrown for a version that was never published; a retry doesn't help. */
export class UnknownVersionError extends Error {
  readonly code = 'unknown_version';
  readonly retryable = false;

  constructor(version: string) {
    super(`${version} was never published; whoever named it made it up`);
    this.name = 'UnknownVersionError';
  }
}
