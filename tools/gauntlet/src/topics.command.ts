import { createTopics, type TopicDifference } from '@gauntlet/messaging';
import { counted } from './counted';
import { reachKafka } from './reach-kafka';
import type { Terminal } from './terminal';

/** How the topics are to be; what is left out is as the contract says. */
export interface TopicFlags {
  readonly partitions: number;
  readonly replication?: number;
  readonly retentionDays?: number;
  readonly deadLetterDays?: number;
  readonly alter: boolean;
}

/**
 * Makes the topics that are missing and says where existing ones differ from what was asked for; those are changed only
 * with `alter`. Run again, it changes nothing.
 * @throws KafkaUnreachableError when Kafka is away; a retry helps.
 */
export async function createAllTopics(flags: TopicFlags, terminal: Terminal): Promise<void> {
  const { replication: replicationFactor, ...wishes } = flags;
  const report = await reachKafka([], (client) => createTopics({ ...client, ...wishes, replicationFactor }));
  const { created, existing, differences } = report;
  for (const topic of created) terminal.line(`create   ${topic}`);
  for (const one of differences) terminal.line(`${one.changed ? 'change ' : 'differs'}  ${lineOf(one)}`);
  terminal.line(`${counted(created.length, 'topic')} created, ${existing.length} existed`);
  if (differences.some(isAlterable)) terminal.line('--alter gives existing topics the settings that were asked for');
  terminal.value(report);
}

function lineOf({ topic, setting, found, wished, changed }: TopicDifference): string {
  return `${topic}: ${setting} ${changed ? 'was' : 'is'} ${found}, ${wished} was asked for`;
}

function isAlterable({ changed, setting, found, wished }: TopicDifference): boolean {
  return !changed && (setting !== 'partitions' || Number(wished) > Number(found));
}
