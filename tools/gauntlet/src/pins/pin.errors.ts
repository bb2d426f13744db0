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

/** Thrown when a prompt was pinned after the plan was made; nothing was pinned over it. A retry makes a new plan. */
export class PinOvertakenError extends Error {
  readonly code = 'pin_overtaken';
  readonly retryable = true;

  constructor(prompt: string, newer: string) {
    super(`${prompt} was pinned meanwhile and is left so: ${newer}; look at it, then run the command again`);
    this.name = 'PinOvertakenError';
  }
}
