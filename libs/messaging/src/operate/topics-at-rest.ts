import { DURABLE_STEPS, TOPICS } from '@gauntlet/contracts';
import type { KafkaClientOptions } from '../cluster/kafka-client';
import { describeGroups } from './describe-groups';
import { isWider, type TopicDifference } from './topic-differences';

/** All candidates of one request must meet in one partition here, so partitions are raised only while none is under way. */
const MEETING_TOPICS: ReadonlySet<string> = new Set([TOPICS.released, TOPICS.scored]);

/** Whether partitions of this topic may be raised only while all services are stopped. */
export function isRaisedAtRest(difference: TopicDifference): boolean {
  return isWider(difference) && MEETING_TOPICS.has(difference.topic);
}

/** Groups that have members, and those whose requests are not all answered: a member may be away for a moment. */
export async function groupsAtWork(client: KafkaClientOptions): Promise<string[]> {
  const groups = await describeGroups(
    client,
    DURABLE_STEPS.map(({ group, reads }) => ({ group, topics: reads })),
  );
  const isAtWork = ({ members, lag }: (typeof groups)[number], index: number) =>
    members > 0 || (lag > 0n && DURABLE_STEPS[index]?.serving === true);
  return groups.filter(isAtWork).map(({ group }) => group);
}
