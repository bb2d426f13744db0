import type { GauntletEvent, TOPICS } from '@gauntlet/contracts';

/** The event of llm.response.released.v1, whoever released it. */
export type ReleasedEvent = GauntletEvent<typeof TOPICS.released>;

/** A released event with its place in the log. Of the candidates of a request the first by offset is the answer. */
export interface Candidate {
  readonly event: Pick<ReleasedEvent, 'facts' | 'content'>;
  readonly partition: number;
  readonly offset: bigint;
  /** Milliseconds since the epoch when it got into the log: until then its caller waited. */
  readonly releasedAt: number;
  readonly traceId: string | null;
}

/** The one answer of a request, as the caller gets it. */
export interface Answer extends Pick<Candidate, 'event' | 'releasedAt' | 'traceId'> {
  /** False for a canned answer that was given while Kafka could not be reached, so that nothing records the answer. */
  readonly recorded: boolean;
  /** True when the key could not be checked. */
  readonly unchecked: boolean;
}
