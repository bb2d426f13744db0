/** Thrown when a gate file is named beside an option that it decides; the user leaves one out, a retry doesn't help. */
export class GateConflictError extends Error {
  readonly code = 'gate_conflict';
  readonly retryable = false;

  constructor(path: string, options: readonly string[]) {
    super(
      `${path} decides what ${options.join(' and ')} would; leave the option out, or take --no-gate in place of --gate`,
    );
    this.name = 'GateConflictError';
  }
}
