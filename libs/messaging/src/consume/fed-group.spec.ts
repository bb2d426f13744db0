import { randomUUID } from 'node:crypto';
import Broker from 'kafkajs/src/broker/index.js';
import { describe, expect, it, vi } from 'vitest';
import { TOPICS } from '@gauntlet/contracts';
import { waitFor } from '@gauntlet/testing';
import { type ConsumingApp, handlerOf } from '../../test/consuming-app';
import { publishAccepted } from '../../test/events';
import { specWorld } from '../../test/spec-world';

const topic = TOPICS.accepted;

/** Records of the topic that brokers have sent, to whichever group. Spied on before anything of ours stands in between. */
let sent = 0;
const { fetch } = Broker.prototype;
vi.spyOn(Broker.prototype, 'fetch').mockImplementation(async function (this: unknown, request) {
  const answer = await fetch.call(this as never, request);
  const ours = answer.responses.filter(({ topicName }) => topicName === topic);
  sent += ours.flatMap(({ partitions }) => partitions.flatMap(({ messages }) => messages)).length;
  return answer;
});

const world = specWorld();

/** The offsets of a partition in the order in which they were handled. */
class Handled {
  readonly counts = new Map<string, number>();
  private readonly offsets = new Map<number, bigint[]>();

  add(key: string, partition: number, offset: bigint): void {
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    this.offsets.set(partition, [...(this.offsets.get(partition) ?? []), offset]);
  }

  has(keys: readonly string[]): boolean {
    return keys.every((key) => this.counts.has(key));
  }

  get repeats(): number {
    return [...this.counts.values()].reduce((sum, count) => sum + count - 1, 0);
  }

  get isInOrder(): boolean {
    const rises = (offsets: readonly bigint[]) =>
      offsets.every((one, at) => at === 0 || one > (offsets[at - 1] ?? one));
    return [...this.offsets.values()].every(rises);
  }
}

interface Pair {
  readonly group: string;
  readonly stored?: Handled;
  readonly woken?: Handled;
  readonly store?: () => Promise<void> | void;
  readonly wake?: () => Promise<void> | void;
  readonly env?: Record<string, string>;
}

/** An instance whose group of this name is fed by a broadcast group. */
function start({ group, stored, woken, store, wake, env = {} }: Pair): Promise<ConsumingApp> {
  const fedBy = `${group}.waiters`;
  return world.apps.start({
    groups: [
      { group, batched: true, fedBy },
      { group: fedBy, broadcast: true },
    ],
    controllers: [
      handlerOf(topic, group, async ({ key }, { position: { partition, offset } }) => {
        await store?.();
        stored?.add(key, partition, BigInt(offset));
      }),
      handlerOf(topic, fedBy, async ({ key }, { position: { partition, offset } }) => {
        await wake?.();
        woken?.add(key, partition, BigInt(offset));
      }),
    ],
    env: { INSTANCE_ID: randomUUID(), ...env },
  });
}

function until(condition: () => boolean | Promise<boolean>, description: string): Promise<unknown> {
  return waitFor(condition, { deadlineMs: 25_000, everyMs: 20, description });
}

/** Publishes some records and says how many the brokers have sent until both groups have them. */
async function sentFor(app: ConsumingApp, count: number, { stored, woken }: Required<Pick<Pair, 'stored' | 'woken'>>) {
  const before = sent;
  const keys = await publishAccepted(app.publisher, count);
  await until(() => stored.has(keys) && woken.has(keys), 'both groups to have the records');
  return sent - before;
}

/** Waits until the group is fed: one record that comes from the broker once. */
function fed(app: ConsumingApp, both: Required<Pick<Pair, 'stored' | 'woken'>>): Promise<unknown> {
  return until(async () => (await sentFor(app, 4, both)) === 4, 'the group to be fed');
}

describe('a group that is fed by another', () => {
  it('gets every record without a second fetch, and commits it', async () => {
    const group = await world.cluster.newGroup([topic]);
    const both = { stored: new Handled(), woken: new Handled() };
    const app = await start({ group, ...both });
    await fed(app, both);
    expect(await sentFor(app, 200, both)).toBe(200);
    expect(both.stored.repeats).toBe(0);
    expect(both.stored.isInOrder).toBe(true);
    await world.cluster.caughtUp(group, topic);
  });

  it('fetches for itself what was written before its instance started, and is fed then', async () => {
    const group = await world.cluster.newGroup([topic]);
    const other = await start({ group: await world.cluster.newGroup([topic]) });
    const missed = await publishAccepted(other.publisher, 300);
    await world.apps.stop(other);
    const both = { stored: new Handled(), woken: new Handled() };
    const app = await start({ group, ...both });
    await until(() => both.stored.has(missed), 'what was missed');
    await fed(app, both);
    expect(both.stored.repeats).toBe(0);
    expect(both.stored.isInOrder).toBe(true);
  });

  it('gives the next instance what was not done when it ended', async () => {
    const group = await world.cluster.newGroup([topic]);
    let started = 0;
    const never = () => new Promise<void>(() => (started += 1));
    const both = { stored: new Handled(), woken: new Handled() };
    let store: () => Promise<void> | void = () => undefined;
    const env = { MESSAGING_DRAIN_TIMEOUT_MS: '100' };
    const first = await start({ group, ...both, store: () => store(), env });
    await fed(first, both);
    store = never;
    const keys = await publishAccepted(first.publisher, 20);
    await until(() => started === keys.length, 'all messages to be in flight');
    await world.apps.stop(first);
    const stored = new Handled();
    await start({ group, stored });
    await until(() => stored.has(keys), 'the messages to be handled elsewhere');
    await world.cluster.caughtUp(group, topic);
  });

  it('loses nothing when an instance joins and another leaves, and is fed again', async () => {
    const group = await world.cluster.newGroup([topic]);
    const both = { stored: new Handled(), woken: new Handled() };
    const first = await start({ group, ...both });
    await fed(first, both);
    const keys: string[] = [];
    let isOver = false;
    const publishing = (async () => {
      while (!isOver) keys.push(...(await publishAccepted(first.publisher, 10)));
    })();
    const second = await start({ group, stored: both.stored });
    const [soFar] = [keys.length];
    await until(() => keys.length > soFar + 500, 'both to be at work');
    await world.apps.stop(second);
    isOver = true;
    await publishing;
    await until(() => both.stored.has(keys) && both.woken.has(keys), 'all messages');
    await world.cluster.caughtUp(group, topic);
    await fed(first, both);
  });

  it('makes nobody wait while its store is slow, and then does all that it missed, in order', async () => {
    const group = await world.cluster.newGroup([topic]);
    const both = { stored: new Handled(), woken: new Handled() };
    let open: () => void = () => undefined;
    let store: () => Promise<void> | void = () => undefined;
    const env = { MESSAGING_CONCURRENCY: '1' };
    const app = await start({ group, ...both, store: () => store(), env });
    await fed(app, both);
    const closed = new Promise<void>((resolve) => (open = resolve));
    store = () => closed;
    // More of a partition than a full queue holds, and the other group keeps.
    const keys = await publishAccepted(app.publisher, 2_800, { input: 'x'.repeat(8_000) });
    await until(() => both.woken.has(keys), 'the callers to be woken');
    open();
    await until(() => both.stored.has(keys), 'all messages');
    expect(both.stored.repeats).toBe(0);
    expect(both.stored.isInOrder).toBe(true);
    await world.cluster.caughtUp(group, topic);
    await fed(app, both);
  }, 60_000);

  it('fetches for itself while the other group stands still', async () => {
    const group = await world.cluster.newGroup([topic]);
    const both = { stored: new Handled(), woken: new Handled() };
    let open: () => void = () => undefined;
    let wake: () => Promise<void> | void = () => undefined;
    const app = await start({ group, ...both, wake: () => wake() });
    await fed(app, both);
    const closed = new Promise<void>((resolve) => (open = resolve));
    wake = () => closed;
    const keys = await publishAccepted(app.publisher, 2_600);
    await until(() => both.stored.has(keys), 'all messages');
    expect(both.stored.isInOrder).toBe(true);
    expect(both.woken.has(keys)).toBe(false);
    open();
    await until(() => both.woken.has(keys), 'the other group to go on');
    await fed(app, both);
    expect(both.stored.repeats).toBe(0);
  });
});
