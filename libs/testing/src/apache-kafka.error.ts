/** Why Apache Kafka can't run here; a retry helps only after somebody changed what the message names. */
export class ApacheKafkaError extends Error {
  readonly retryable = false;

  constructor(
    readonly code: 'java_missing' | 'maven_missing' | 'jars_missing' | 'start_failed',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ApacheKafkaError';
  }
}
