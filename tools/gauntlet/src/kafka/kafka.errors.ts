import { counted } from '../terminal/counted';

/** Thrown when Kafka runs but was not prepared; a retry helps only after `gauntlet topics create`. */
export class TopicsMissingError extends Error {
  readonly code = 'topics_missing';
  readonly retryable = false;

  constructor(brokers: readonly string[], topics: readonly string[]) {
    const [first, ...others] = topics;
    const which = others.length === 0 ? first : `${first} and ${counted(others.length, 'more topic')}`;
    super(`Kafka at ${brokers.join(',')} has no ${which}; create them with "gauntlet topics create"`);
    this.name = 'TopicsMissingError';
  }
}

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
