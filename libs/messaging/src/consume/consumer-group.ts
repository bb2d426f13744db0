import { type GroupName, PIPELINE, type ServiceName, type Stage, STAGES } from '@gauntlet/contracts';

/** One consumer group of a service. */
export interface GroupOptions {
  /** Kafka consumer group, as `PIPELINE` names it. */
  readonly group: string;
  /** Set for a serving stage: what expired or was given up is answered with the canned answer in its name. */
  readonly stage?: Stage;
  /** Every instance reads from now on, in a group of its own; nothing is committed or dead-lettered. */
  readonly broadcast?: boolean;
  /** No caller waits for its work: records are fetched up to 250 ms late and many at a time. */
  readonly batched?: boolean;
  /** The group of the same process that fetches the records for this one, as `PIPELINE` names it. */
  readonly fedBy?: string;
}

/** The groups of a service as `PIPELINE` has them; with `roles` only those whose name ends in one of them. */
export function groupsOf(service: ServiceName, roles?: readonly string[]): GroupOptions[] {
  const isWanted = (group: string) => !roles || roles.some((role) => group === `${service}.${role}`);
  return PIPELINE.filter((step) => step.service === service && isWanted(step.group)).map((step) => {
    const stage = step.serving ? STAGES.find((name) => name === step.group) : undefined;
    const { group, broadcast, batched, fedBy } = step;
    return {
      group,
      ...(stage && { stage }),
      ...(broadcast && { broadcast }),
      ...(batched && { batched }),
      ...(fedBy && { fedBy }),
    };
  });
}

/**
 * Binds an event handler to a group: `@EventPattern(TOPICS.accepted, consumerGroup('guardrail.input'))`. Handlers of
 * other groups of the same process never see its events.
 */
export function consumerGroup(group: GroupName): symbol {
  return transportOf(group);
}

/** What ties the handlers of a group to the server that reads for it. */
export function transportOf(group: string): symbol {
  return Symbol.for(`gauntlet.consumer-group:${group}`);
}
