const LAST_CHARACTERS = 500;

/** Thrown when the demo's own Gauntlet did not start; the message ends with what the launcher said last. */
export class DemoStartError extends Error {
  readonly code = 'demo_start';
  readonly retryable = true;

  constructor(output: string) {
    super(`Gauntlet did not start: ${output.trim().slice(-LAST_CHARACTERS)}`);
    this.name = 'DemoStartError';
  }
}
