/** Partitions were not raised, for requests may be under way; the same command helps once the services are stopped. */
export class TopicsHeldError extends Error {
  readonly code = 'topics_held';
  readonly retryable = true;

  constructor(topics: readonly string[], atWork: readonly string[]) {
    super(`${topics.join(' and ')} kept their partitions, for groups are at work: ${atWork.join(', ')}`);
    this.name = 'TopicsHeldError';
  }
}
