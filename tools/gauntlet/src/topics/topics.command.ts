import { createTopics, isRaisedAtRest, type TopicDifference } from '@gauntlet/messaging';
import { reachKafka } from '../kafka/reach-kafka';
import { counted } from '../terminal/counted';
import type { Terminal } from '../terminal/terminal';
import { TopicsHeldError } from './topics-held.error';

/** How the topics are to be; what is left out is as the contract says. */
export interface TopicFlags {
  readonly partitions: number;
  readonly replication?: number;
  readonly retentionDays?: number;
  readonly deadLetterDays?: number;
  readonly alter: boolean;
}

const AT_REST =
  '--alter raises partitions only while all services are stopped; see "More partitions" in docs/operations.md';

/**
 * Makes the topics that are missing and says where existing ones differ from what was asked for; those are changed only
 * with `alter`. Run again, it changes nothing.
 * @throws KafkaUnreachableError when Kafka is away, TopicsHeldError when services must be stopped first; a retry then helps.
 */
export async function createAllTopics(flags: TopicFlags, terminal: Terminal): Promise<void> {
  const { replication: replicationFactor, ...wishes } = flags;
  const report = await reachKafka([], (client) => createTopics({ ...client, ...wishes, replicationFactor }));
  const { created, existing, differences, atWork } = report;
  for (const topic of created) terminal.line(`create   ${topic}`);
  for (const one of differences) terminal.line(`${one.changed ? 'change ' : 'differs'}  ${lineOf(one)}`);
  terminal.line(`${counted(created.length, 'topic')} created, ${existing.length} existed`);
  const left = differences.filter(isAlterable);
  const meeting = left.filter(isRaisedAtRest).map(({ topic }) => topic);
  if (left.length > meeting.length) terminal.line('--alter gives existing topics the settings that were asked for');
  if (meeting.length > 0) terminal.line(`${meeting.join(', ')}: ${AT_REST}`);
  terminal.value(report);
  if (atWork.length > 0) throw new TopicsHeldError(meeting, atWork);
}

function lineOf({ topic, setting, found, wished, changed }: TopicDifference): string {
  return `${topic}: ${setting} ${changed ? 'was' : 'is'} ${found}, ${wished} was asked for`;
}

function isAlterable({ changed, setting, found, wished }: TopicDifference): boolean {
  return !changed && (setting !== 'partitions' || Number(wished) > Number(found));
}
