import type { Kafka } from 'kafkajs';
import { deadLetterTopic, PIPELINE, type ServiceName } from '@gauntlet/contracts';
import { sleep } from '@gauntlet/timing';
import { refusedClient, RefusedClientError } from '../cluster/refused-client.error';
import { BrokerUnavailableError, GroupSetupError } from '../messaging.errors';
import { missingAt } from '../operate/missing-topics';

const LOOK_AGAIN_MS = 500;

/**
 * Every topic that the pipeline gives to the group has a handler, and there is one at all.
 * @throws GroupSetupError naming the topics; a retry doesn't help.
 */
export function checkHandlers(group: string, handled: ReadonlySet<string>): void {
  const reads = PIPELINE.find((step) => step.group === group)?.reads ?? [];
  const missing = reads.filter((topic) => !handled.has(topic));
  if (missing.length > 0) throw new GroupSetupError(group, `no handler for ${missing.join(', ')}; add one`);
  if (handled.size === 0) {
    throw new GroupSetupError(group, `no handler at all; bind one with consumerGroup('${group}')`);
  }
}

/** What a group needs of the cluster: what it reads and publishes, and a place for dead letters. */
export function topicsOf(group: string, { handled, service }: { handled: ReadonlySet<string>; service: ServiceName }) {
  const publishes = PIPELINE.find((step) => step.group === group)?.publishes ?? [];
  return [...new Set([...handled, ...publishes, deadLetterTopic(service)])];
}

/**
 * Waits for the cluster and for topics in it.
 * @throws GroupSetupError when topics are still missing after the limit, BrokerUnavailableError when the cluster is;
 * RefusedClientError at once when the cluster doesn't let this process in.
 */
export async function awaitTopics(
  kafka: Kafka,
  { topics, group, limitMs }: { topics: readonly string[]; group: string; limitMs: number },
): Promise<void> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const problem = await missingAt(kafka, topics).then(
      (missing) => (missing.length === 0 ? null : new GroupSetupError(group, describe(missing))),
      (cause: unknown) => refusedClient(cause) ?? unreachable(group, cause),
    );
    if (!problem) return;
    if (problem instanceof RefusedClientError || performance.now() >= deadline) throw problem;
    await sleep(LOOK_AGAIN_MS);
  }
}

function unreachable(group: string, cause: unknown): BrokerUnavailableError {
  return new BrokerUnavailableError(`${group} can't reach Kafka; check KAFKA_BROKERS`, { cause });
}

function describe(missing: readonly string[]): string {
  return `the cluster has no topic ${missing.join(', ')}; create them with "gauntlet topics create"`;
}
