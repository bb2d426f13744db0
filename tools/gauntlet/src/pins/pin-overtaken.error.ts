/** Thrown when a prompt was pinned after the plan was made; nothing was pinned over it. A retry makes a new plan. */
export class PinOvertakenError extends Error {
  readonly code = 'pin_overtaken';
  readonly retryable = true;

  constructor(prompt: string, newer: string) {
    super(`${prompt} was pinned meanwhile and is left so: ${newer}; look at it, then run the command again`);
    this.name = 'PinOvertakenError';
  }
}
