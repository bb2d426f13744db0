import { Test } from '@nestjs/testing';
import { KafkaJSProtocolError } from 'kafkajs';
import Broker from 'kafkajs/src/broker/index.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TOPICS } from '@gauntlet/contracts';
import { waitFor } from '@gauntlet/testing';
import { handlerOf } from '../../test/consuming-app';
import { publishAccepted } from '../../test/events';
import { specWorld } from '../../test/spec-world';
import { LogReaderFactory, MessagingModule } from '../index';

const topic = TOPICS.accepted;
const world = specWorld();
/** Beginnings of groups that the cluster denies; the dev-broker has no rights to take away, so its answers are replaced. */
const denied = new Set<string>();
const { joinGroup, fetch } = Broker.prototype;

beforeEach(() => {
  vi.spyOn(Broker.prototype, 'joinGroup').mockImplementation(async function (this: unknown, request) {
    const isDenied = [...denied].some((name) => request.groupId.startsWith(name));
    if (isDenied) throw refusal('GROUP_AUTHORIZATION_FAILED', 30);
    return joinGroup.call(this as never, request);
  });
});
afterEach(() => {
  denied.clear();
  vi.restoreAllMocks();
});

function refusal(type: string, code: number): Error {
  const error = { type, code, retriable: false, message: `Not authorized: ${type}` };
  return new KafkaJSProtocolError(error as never);
}

function until(condition: () => boolean | Promise<boolean>, description: string): Promise<unknown> {
  return waitFor(condition, { deadlineMs: 20_000, description });
}

describe('a group that the cluster denies', () => {
  it('says so when it is asked for readiness, leaves the others to their work, and reads on once it may', async () => {
    const group = await world.cluster.newGroup([topic]);
    const other = await world.cluster.newGroup([topic]);
    const [ours, others] = [new Set<string>(), new Set<string>()];
    denied.add(group);
    const app = await world.apps.start({
      groups: [{ group }, { group: other }],
      controllers: [
        handlerOf(topic, group, ({ key }) => void ours.add(key)),
        handlerOf(topic, other, ({ key }) => void others.add(key)),
      ],
      isReady: false,
    });
    const keys = await publishAccepted(app.publisher, 8);
    await until(() => keys.every((key) => others.has(key)), 'the other group to work');
    const { healthy, checks } = await app.readiness();
    expect(healthy).toBe(false);
    expect(checks[`messaging.${group}.joined`]).toContain('GROUP_AUTHORIZATION_FAILED');
    expect(checks[`messaging.${other}.joined`]).toBe('ok');
    denied.clear();
    await until(() => keys.every((key) => ours.has(key)), 'the group to read what it missed');
    await until(async () => (await app.readiness()).healthy, 'the application to be ready');
  });

  it('stops its own work when its topic is denied later, and reads on once it may', async () => {
    const group = await world.cluster.newGroup([topic]);
    const handled = new Set<string>();
    const controllers = [handlerOf(topic, group, ({ key }) => void handled.add(key))];
    const app = await world.apps.start({ groups: [{ group }], controllers });
    const deny = vi.spyOn(Broker.prototype, 'fetch').mockRejectedValue(refusal('TOPIC_AUTHORIZATION_FAILED', 29));
    const name = `messaging.${group}.joined`;
    const isSaid = async () => /TOPIC_AUTHORIZATION_FAILED/.test((await app.readiness()).checks[name] ?? '');
    await until(isSaid, 'readiness to say why');
    deny.mockImplementation(fetch);
    const keys = await publishAccepted(app.publisher, 8);
    await until(() => keys.every((key) => handled.has(key)), 'the group to read on');
    await until(async () => (await app.readiness()).healthy, 'the application to be ready');
  });

  it('does not end a process that reads a log, which catches up once it may', async () => {
    denied.add('denied-tool.log');
    const before = { ...process.env };
    process.env.KAFKA_BROKERS = world.cluster.brokers.join(',');
    const tool = await Test.createTestingModule({ imports: [MessagingModule.forTool('denied-tool')] }).compile();
    process.env = before;
    tool.useLogger(false);
    const reader = tool.get(LogReaderFactory).read({ topics: [TOPICS.pinned], onEvent: () => undefined });
    await until(() => reader.problem?.includes('GROUP_AUTHORIZATION_FAILED') ?? false, 'the reader to say why');
    denied.clear();
    await reader.caughtUp;
    expect(reader.problem).toBeNull();
    await tool.close();
  });
});
