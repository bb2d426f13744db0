/** Thrown when a pin was written and could not be read back in time; it may be in force later. */
export class PinNotReadError extends Error {
  readonly code = 'pin_not_read';
  readonly retryable = true;

  constructor(offset: number, limitMs: number) {
    super(
      `the pin was written (offset ${offset}) but not read back within ${limitMs / 1000} s; ` +
        'check Kafka, then `gauntlet pins history` before you pin again',
    );
    this.name = 'PinNotReadError';
  }
}
