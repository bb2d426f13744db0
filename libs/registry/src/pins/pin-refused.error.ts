/** Thrown when a pin can't be set as asked; the message says what to do, a retry doesn't help. */
export class PinRefusedError extends Error {
  readonly code = 'pin_refused';
  readonly retryable = false;

  constructor(prompt: string, problem: string) {
    super(`"${prompt}" is left as it is: ${problem}`);
    this.name = 'PinRefusedError';
  }
}
