import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { type Admin, Kafka, logLevel, Partitioners } from 'kafkajs';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { encodeEvent, TOPICS } from '@gauntlet/contracts';
import { ApacheKafka, temporaryDirectory, waitFor } from '@gauntlet/testing';
import { type ConsumingApp, handlerOf } from '../../test/consuming-app';
import { DoomedMember } from '../../test/doomed-member';
import { acceptedEvent, publishAccepted } from '../../test/events';
import { folderWith } from '../../test/members-folder';
import { RunningApps } from '../../test/running-apps';
import { createTopics, describeGroups, type Loss, Losses } from '../index';

const topic = TOPICS.accepted;
/** Long enough for several tries of a consumer, each of which fails. */
const TRIES_MS = 3_000;

function until(condition: () => boolean | Promise<boolean>, description: string): Promise<unknown> {
  return waitFor(condition, { deadlineMs: 20_000, description });
}

// `npm test` must pass where there is no Java; `npm run test:kafka` must not.
describe.runIf(process.env.E2E_BROKER === 'kafka')('a group on Apache Kafka', () => {
  const directory = temporaryDirectory();
  const apps = new RunningApps(() => [kafka.brokers]);
  const handled = new Set<string>();
  let kafka: ApacheKafka;
  let client: Kafka;
  let admin: Admin;

  beforeAll(async () => {
    kafka = await ApacheKafka.start({ dataDir: directory.path });
    await createTopics({ brokers: [kafka.brokers], partitions: 1 });
    client = new Kafka({ brokers: [kafka.brokers], logLevel: logLevel.NOTHING });
    admin = client.admin();
    await admin.connect();
  }, 90_000);
  afterEach(async () => {
    vi.restoreAllMocks();
    await apps.stopAll();
  });
  afterAll(async () => {
    await admin.disconnect();
    await kafka.stop();
    directory.remove();
  });

  function consume(group: string, told: Loss[] = []): Promise<ConsumingApp> {
    const useFactory = (losses: Losses) => losses.keepFor(group, async (loss) => void told.push(loss));
    const providers = [{ provide: 'KEEPER', inject: [Losses], useFactory }];
    const controllers = [handlerOf(topic, group, ({ key }) => void handled.add(key))];
    return apps.start({ groups: [{ group }], controllers, providers });
  }

  async function lagOf(group: string): Promise<bigint | undefined> {
    const [described] = await describeGroups({ clientId: 'spec', brokers: [kafka.brokers] }, [
      { group, topics: [topic] },
    ]);
    return described?.lag;
  }

  async function inTransaction(end: 'commit' | 'abort'): Promise<string> {
    const createPartitioner = Partitioners.DefaultPartitioner;
    const producer = client.producer({ transactionalId: 'spec', maxInFlightRequests: 1, createPartitioner });
    await producer.connect();
    const transaction = await producer.transaction();
    const { key, headers, value } = encodeEvent(acceptedEvent());
    await transaction.send({ topic, messages: [{ key, headers, value }] });
    await transaction[end]();
    await producer.disconnect();
    return key;
  }

  it('has no lag behind the markers of transactions, and reads what was committed alone', async () => {
    const group = 'spec.transactions';
    const app = await consume(group);
    const committed = await inTransaction('commit');
    const aborted = await inTransaction('abort');
    await until(() => handled.has(committed), 'what was committed');
    await until(async () => (await lagOf(group)) === 0n, 'the lag to be gone');
    expect(handled).not.toContain(aborted);
    await publishAccepted(app.publisher, 1);
  });

  it('says what was removed from its topic while it was away', async () => {
    const group = 'spec.retention';
    const told: Loss[] = [];
    const app = await consume(group, told);
    const [before] = await publishAccepted(app.publisher, 1);
    await until(() => handled.has(before ?? ''), 'the first event');
    await apps.stop(app);
    const other = await consume('spec.publisher');
    const events = Array.from({ length: 4 }, () => acceptedEvent());
    const positions = [];
    for (const event of events) positions.push(BigInt((await other.publisher.publish(event)).offset));
    const [first = 0n, , , last = 0n] = positions;
    // kafkajs' admin knows leaders of topics that it was asked about before.
    await admin.fetchTopicOffsets(topic);
    await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: String(last) }] });
    handled.clear();
    await apps.stopAll();
    await consume(group, told);
    await until(() => handled.has(events[3]?.key ?? ''), 'the event that is left');
    expect(told).toEqual([{ group, topic, partition: 0, first, last: last - 1n }]);
    expect(handled.size).toBe(1);
  });

  it('gives the place of a killed member to the next start', async () => {
    const group = 'spec.killed';
    const killed = await DoomedMember.join([kafka.brokers], group, topic);
    await killed.kill();
    const env = { MESSAGING_MEMBERS_DIR: folderWith(group, killed.id) };
    await apps.start({ groups: [{ group }], controllers: [handlerOf(topic, group, () => undefined)], env });
    const { groups } = await admin.describeGroups([group]);
    expect(groups[0]?.members.map(({ memberId }) => memberId)).toEqual([killed.id]);
  });

  it('names a topic that was deleted once, and goes on when it is there again', async () => {
    const group = 'spec.deleted';
    const app = await consume(group);
    const lines: string[] = [];
    for (const level of ['warn', 'error'] as const) {
      vi.spyOn(Logger.prototype, level).mockImplementation((line: unknown) => void lines.push(JSON.stringify(line)));
    }
    await admin.deleteTopics({ topics: [topic] });
    const isNamed = async () => JSON.stringify(await app.readiness()).includes(topic);
    await until(isNamed, 'readiness to name the topic');
    await pause(TRIES_MS);
    expect(lines.filter((line) => line.includes(topic))).toEqual([expect.stringContaining('has no topic')]);
    expect(new Set(lines).size).toBe(lines.length);
    await createTopics({ brokers: [kafka.brokers], partitions: 1 });
    const [key = ''] = await publishAccepted(app.publisher, 1);
    await until(() => handled.has(key), 'the group to go on');
  });
});
