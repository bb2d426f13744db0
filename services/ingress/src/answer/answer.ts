import type { Candidate } from '../wait/candidate';

/** The one answer of a request, as the caller gets it. */
export interface Answer extends Pick<Candidate, 'event' | 'releasedAt' | 'traceId'> {
  /** False when Kafka could not be reached to record it; only a canned answer can be so. */
  readonly recorded: boolean;
  /** True when the key could not be checked. */
  readonly unchecked: boolean;
}
