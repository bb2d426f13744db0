/** Thrown for an id that no key has; a retry doesn't help. */
export class UnknownKeyError extends Error {
  readonly code = 'unknown_key';
  readonly retryable = false;

  constructor(id: string) {
    super(`no API key has the id "${id}"; "gauntlet keys list" names them all`);
    this.name = 'UnknownKeyError';
  }
}

/** Thrown when keys are to be made where they could not be hashed; a retry doesn't help. */
export class MissingPepperError extends Error {
  readonly code = 'missing_pepper';
  readonly retryable = false;

  constructor() {
    super('GAUNTLET_KEY_PEPPER is not set; set it to the same secret text, of 16 characters or more, as for ingress');
    this.name = 'MissingPepperError';
  }
}
