import type { Candidate } from '../wait/candidate';

/** The one answer of a request, as the caller gets it. */
export interface Answer extends Pick<Candidate, 'event' | 'releasedAt' | 'traceId'> {
  /** False for a canned answer that was given while Kafka could not be reached, so that nothing records the answer. */
  readonly recorded: boolean;
  /** True when the key could not be checked. */
  readonly unchecked: boolean;
}
