/** Thrown when Kafka does not do what a command asks of it; a retry helps once it runs. */
export class KafkaUnreachableError extends Error {
  readonly code = 'kafka_unreachable';
  readonly retryable = true;

  constructor(brokers: readonly string[], cause: Error) {
    super(`Kafka at ${brokers.join(',')} fails (${cause.message}); check that it runs there, or set KAFKA_BROKERS`, {
      cause,
    });
    this.name = 'KafkaUnreachableError';
  }
}
