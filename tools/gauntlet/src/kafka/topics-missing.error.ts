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
