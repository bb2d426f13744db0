import type { GauntletEvent, TOPICS } from '@gauntlet/contracts';

/** A candidate for a request's answer. */
export type ReleasedEvent = GauntletEvent<typeof TOPICS.released>;

/** A candidate with its place in the log; among those of a request the lowest offset is the answer. */
export interface Release {
  readonly event: Pick<ReleasedEvent, 'facts' | 'content'>;
  readonly partition: number;
  readonly offset: bigint;
  /** Milliseconds since the epoch when it got into the log: until then its caller waited. */
  readonly releasedAt: number;
  readonly traceId: string | null;
}
