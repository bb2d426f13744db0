import ConsumerGroup from 'kafkajs/src/consumer/consumerGroup.js';

const { prototype } = ConsumerGroup;
const joinAndSync = prototype.joinAndSync;
const predecessors = new Map<string, string>();

/**
 * Lets the next consumer of this process that joins the group do so as this member. kafkajs always joins as a new one,
 * and the group then waits for the dead one until its session ends. A member that the group doesn't know (any more) does no
 * harm: kafkajs joins again, as a new one.
 */
export function joinAs({ group, memberId }: { group: string; memberId: string }): void {
  predecessors.set(group, memberId);
}

/** Makes {@link joinAs} work for all consumers that are made from now on. */
export function joinAsPredecessors(): void {
  prototype.joinAndSync = function joinAndSyncAsPredecessor() {
    this.memberId ??= takePredecessor(this.groupId);
    return joinAndSync.call(this);
  };
}

function takePredecessor(group: string): string | null {
  const memberId = predecessors.get(group) ?? null;
  predecessors.delete(group);
  return memberId;
}
