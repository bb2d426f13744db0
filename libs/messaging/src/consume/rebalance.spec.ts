import { describe, expect, it } from 'vitest';
import { TOPICS } from '@gauntlet/contracts';
import { waitFor } from '@gauntlet/testing';
import { type ConsumingApp, type Handle, handlerOf } from '../../test/consuming-app';
import { publishAccepted } from '../../test/events';
import { specWorld } from '../../test/spec-world';

type Accepted = typeof TOPICS.accepted;

const topic = TOPICS.accepted;
const world = specWorld();

function consume(group: string, handle: Handle<Accepted>, env: Record<string, string> = {}): Promise<ConsumingApp> {
  const controllers = [handlerOf(topic, group, handle)];
  return world.apps.start({ groups: [{ group }], controllers, env });
}

/** Counts how often each event was handled, taking `ms` for each. */
function counter(ms: number) {
  const counts = new Map<string, number>();
  const handle: Handle<Accepted> = async ({ key }) => {
    await new Promise((resolve) => setTimeout(resolve, ms));
    counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  return { counts, handle };
}

function until(condition: () => boolean, description: string): Promise<unknown> {
  return waitFor(condition, { deadlineMs: 30_000, description });
}

describe('a consumer group', () => {
  it('ends what is in flight when it is closed, commits it, and repeats nothing after a restart', async () => {
    const group = await world.cluster.newGroup([topic]);
    const { counts, handle } = counter(300);
    let started = 0;
    const first = await consume(group, (event, context) => {
      started += 1;
      return handle(event, context);
    });
    const keys = await publishAccepted(first.publisher, 50);
    await until(() => started === keys.length, 'all messages to be in flight');
    await world.apps.stop(first);
    expect(counts.size).toBe(keys.length);
    expect(await world.cluster.lagOf(group, topic)).toBe(0);

    const second = await consume(group, handle);
    const [last] = await publishAccepted(second.publisher, 1);
    await until(() => counts.has(last ?? ''), 'the message after the restart');
    expect([...counts.values()].every((count) => count === 1)).toBe(true);
  });

  it('leaves what it could not end in time to the next instance', async () => {
    const group = await world.cluster.newGroup([topic]);
    let started = 0;
    const never = () => new Promise<void>(() => (started += 1));
    const first = await consume(group, never, { MESSAGING_DRAIN_TIMEOUT_MS: '100' });
    const keys = await publishAccepted(first.publisher, 5);
    await until(() => started === keys.length, 'all messages to be in flight');
    await world.apps.stop(first);

    const { counts, handle } = counter(0);
    await consume(group, handle);
    await until(() => keys.every((key) => counts.has(key)), 'the messages to be handled elsewhere');
    await world.cluster.caughtUp(group, topic);
  });

  it('loses nothing when an instance joins and another leaves, and repeats only what was in flight', async () => {
    const group = await world.cluster.newGroup([topic]);
    const { counts, handle } = counter(20);
    const concurrency = 32;
    const env = { MESSAGING_CONCURRENCY: String(concurrency) };
    const first = await consume(group, handle, env);
    const publishing = publishAccepted(first.publisher, 3_000);
    await until(() => counts.size > 200, 'the first instance to be at work');
    const second = await consume(group, handle, env);
    const keys = await publishing;
    await until(() => counts.size > 1_500, 'half of the messages');
    await world.apps.stop(second);
    await until(() => keys.every((key) => counts.has(key)), 'all messages');
    await world.cluster.caughtUp(group, topic);
    const repeats = [...counts.values()].reduce((sum, count) => sum + count - 1, 0);
    expect(repeats).toBeLessThanOrEqual(4 * concurrency);
  });

  it('goes on after a rebalance that hit it while every partition was paused', async () => {
    const group = await world.cluster.newGroup([topic]);
    const { counts, handle } = counter(0);
    let open: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => (open = resolve));
    let started = 0;
    const first = await consume(group, async (event, context) => {
      started += 1;
      await closed;
      await handle(event, context);
    });
    const keys = await publishAccepted(first.publisher, 4_000);
    await until(() => started === 256, 'all slots to be taken');
    const second = await consume(group, handle);
    open();
    await until(() => counts.size > 0, 'work to go on');
    await world.apps.stop(second);
    await until(() => keys.every((key) => counts.has(key)), 'all messages');
    await world.cluster.caughtUp(group, topic);
  });

  it('says of what was written before the last rebalance that it may be a repeat', async () => {
    const group = await world.cluster.newGroup([topic]);
    const repeats = new Map<string, boolean>();
    const note: Handle<Accepted> = ({ key }, { mayBeRepeat }) => void repeats.set(key, mayBeRepeat);
    const first = await consume(group, note);
    const [young = ''] = await publishAccepted(first.publisher, 1);
    await until(() => repeats.has(young), 'the message just after the rebalance');
    expect(repeats.get(young)).toBe(true);
    const isFresh = async () => {
      const [key = ''] = await publishAccepted(first.publisher, 1);
      await until(() => repeats.has(key), 'the next message');
      return repeats.get(key) === false;
    };
    await waitFor(isFresh, { deadlineMs: 20_000, everyMs: 200, description: 'a message well after the rebalance' });
  });
});
