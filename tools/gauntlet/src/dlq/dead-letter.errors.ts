/** Thrown when the dead letters could not be read in time; a retry helps once Kafka is there. */
export class DeadLettersUnreachableError extends Error {
  readonly code = 'dead_letters_unreachable';
  readonly retryable = true;

  constructor(limitMs: number) {
    super(`the dead letters were not read within ${limitMs / 1000} s; check Kafka at KAFKA_BROKERS`);
    this.name = 'DeadLettersUnreachableError';
  }
}

/** Thrown for a letter that nothing can be done about; a retry doesn't help. */
export class DeadLetterRefusedError extends Error {
  readonly code = 'dead_letter_refused';
  readonly retryable = false;

  constructor(id: string, problem: string) {
    super(`${id} ${problem}`);
    this.name = 'DeadLetterRefusedError';
  }
}
