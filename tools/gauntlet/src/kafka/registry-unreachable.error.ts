/** Thrown when the registry's topics could not be read in time; a retry helps once Kafka is there. */
export class RegistryUnreachableError extends Error {
  readonly code = 'registry_unreachable';
  readonly retryable = true;

  constructor(limitMs: number) {
    super(
      `the topics of the registry were not reached within ${limitMs / 1000} s; ` +
        'check that Kafka runs at KAFKA_BROKERS and that its topics were created',
    );
    this.name = 'RegistryUnreachableError';
  }
}
