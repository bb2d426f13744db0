import { KafkaJSOffsetOutOfRange } from 'kafkajs';
import Broker from 'kafkajs/src/broker/index.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TOPICS } from '@gauntlet/contracts';
import { DependencyUnavailableError } from '@gauntlet/runtime';
import { waitFor } from '@gauntlet/testing';
import { type ConsumingApp, type Handle, handlerOf } from '../../test/consuming-app';
import { DoomedMember } from '../../test/doomed-member';
import { acceptedEvent, publishAccepted } from '../../test/events';
import { specWorld } from '../../test/spec-world';
import { type Loss, Losses } from '../index';
import { type KeepLoss } from './losses';

interface Published {
  readonly key: string;
  readonly partition: number;
  readonly offset: bigint;
}

const topic = TOPICS.accepted;
const EARLIEST = -2;
const world = specWorld();
/** Where the logs begin, as retention would have it; the dev-broker removes nothing, so its answers are replaced. */
const starts = new Map<number, bigint>();
const refused = new Set<number>();
const { fetch, listOffsets } = Broker.prototype;

beforeEach(() => {
  vi.spyOn(Broker.prototype, 'fetch').mockImplementation(async function (this: unknown, request) {
    for (const { topic: name, partitions } of request.topics) {
      const removed = partitions.find(({ partition, fetchOffset }) => BigInt(fetchOffset) < startOf(name, partition));
      if (removed) throw outOfRange(name, removed.partition);
    }
    return fetch.call(this as never, request);
  });
  vi.spyOn(Broker.prototype, 'listOffsets').mockImplementation(async function (this: unknown, request) {
    const answer = await listOffsets.call(this as never, request);
    if (request.topics[0]?.partitions[0]?.timestamp !== EARLIEST) return answer;
    for (const { topic: name, partitions } of answer.responses) {
      for (const one of partitions) one.offset = String(startOf(name, one.partition));
    }
    return answer;
  });
});
afterEach(() => {
  starts.clear();
  refused.clear();
  vi.restoreAllMocks();
});

function startOf(name: string, partition: number): bigint {
  return name === topic ? (starts.get(partition) ?? 0n) : 0n;
}

function outOfRange(name: string, partition: number): Error {
  refused.add(partition);
  const error = Object.assign(new Error('out of range'), { type: 'OFFSET_OUT_OF_RANGE', code: 1, retriable: true });
  return new KafkaJSOffsetOutOfRange(error, { topic: name, partition });
}

/** Publishes until a partition has three of the events, and gives them in their order. */
async function threeInOnePartition({ publisher }: ConsumingApp): Promise<Published[]> {
  const published: Published[] = [];
  for (;;) {
    const event = acceptedEvent();
    const { partition, offset } = await publisher.publish(event);
    published.push({ key: event.key, partition, offset: BigInt(offset) });
    const together = published.filter((one) => one.partition === partition);
    if (together.length === 3) return together;
  }
}

async function publishingApp(): Promise<ConsumingApp> {
  const group = await world.cluster.newGroup([topic]);
  return world.apps.start({ groups: [{ group }], controllers: [handlerOf(topic, group, () => undefined)] });
}

function consume(group: string, keep: KeepLoss, handle: Handle<typeof topic>): Promise<ConsumingApp> {
  const keeper = { provide: 'KEEPER', inject: [Losses], useFactory: (losses: Losses) => losses.keepFor(group, keep) };
  return world.apps.start({ groups: [{ group }], controllers: [handlerOf(topic, group, handle)], providers: [keeper] });
}

function until(condition: () => boolean, description: string): Promise<unknown> {
  return waitFor(condition, { deadlineMs: 20_000, description });
}

describe('records that retention removed before a group had read them', () => {
  it('are told, and the group reads on behind them once they are kept', async () => {
    const group = await world.cluster.newGroup([topic]);
    const [first, second, third] = (await threeInOnePartition(await publishingApp())) as [
      Published,
      Published,
      Published,
    ];
    const { partition } = first;
    starts.set(partition, third.offset);
    const [handled, told]: [Set<string>, Loss[]] = [new Set(), []];
    let isAway = true;
    const keep: KeepLoss = async (loss) => {
      told.push(loss);
      if (isAway) throw new DependencyUnavailableError('database', 'the store is away');
    };
    await consume(group, keep, ({ key }) => void handled.add(key));
    await until(() => told.length >= 2, 'the keeper to be asked again');
    expect(handled).not.toContain(third.key);
    isAway = false;
    await until(() => handled.has(third.key), 'the first record that is left');
    expect(told.at(-1)).toEqual({ group, topic, partition, first: first.offset, last: third.offset - 1n });
    expect([first, second].some(({ key }) => handled.has(key))).toBe(false);
  });

  it('are not those that it still holds when it fetches from its commit again', async () => {
    const group = await world.cluster.newGroup([topic]);
    const [held, told]: [Set<string>, Loss[]] = [new Set(), []];
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const handle: Handle<typeof topic> = ({ key }) => {
      held.add(key);
      return released;
    };
    const app = await consume(group, async (loss) => void told.push(loss), handle);
    const keys = await publishAccepted(app.publisher, 24);
    await until(() => held.size === keys.length, 'all events to be held');
    for (const { partition, offset } of await world.cluster.endsOf([topic])) starts.set(partition, BigInt(offset));
    const other = await DoomedMember.join(world.cluster.brokers, group, topic);
    await until(() => refused.size > 0, 'the group to fetch from its commit');
    await publishAccepted(app.publisher, 16);
    await until(() => held.size > keys.length, 'the group to read on');
    release();
    await other.kill();
    expect(told).toEqual([]);
  });
});
