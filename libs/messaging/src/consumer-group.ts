import type { Stage } from '@gauntlet/contracts';

/** One consumer group of a service. */
export interface GroupOptions {
  /** Kafka consumer group, as `PIPELINE` names it. */
  readonly group: string;
  /** Set for a serving stage: what expired or was given up is answered with the canned answer in its name. */
  readonly stage?: Stage;
  /** Every instance reads everything from now on, in a group of its own; nothing is committed or dead-lettered. */
  readonly broadcast?: boolean;
  /** For a broadcast group: keys that anybody here cares about; all others are not even decoded. Default: all. */
  readonly wants?: (key: string) => boolean;
  /** Where a group without committed offsets starts; default true. Always false for a broadcast group. */
  readonly fromBeginning?: boolean;
}

/**
 * Binds an event handler to a group: `@EventPattern(TOPICS.accepted, consumerGroup('guardrail.input'))`. Handlers of
 * other groups of the same process never see its events.
 */
export function consumerGroup(group: string): symbol {
  return Symbol.for(`gauntlet.consumer-group:${group}`);
}
