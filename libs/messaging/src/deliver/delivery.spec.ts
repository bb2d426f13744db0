import type { KafkaMessage } from 'kafkajs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deadLetterTopic, encodeEvent, MAX_EVENT_BYTES, releasedEventId, TOPICS } from '@gauntlet/contracts';
import { DependencyUnavailableError } from '@gauntlet/runtime';
import { waitFor } from '@gauntlet/testing';
import type { Followed } from '../../test/cluster';
import { type Handle, handlerOf } from '../../test/consuming-app';
import { acceptedEvent } from '../../test/events';
import { specWorld } from '../../test/spec-world';

type Accepted = typeof TOPICS.accepted;

const topic = TOPICS.accepted;
const stage = 'guardrail.input';
const world = specWorld();
let deadLetters: Followed;
let released: Followed;
let group: string;

beforeAll(async () => {
  [deadLetters, released] = await Promise.all([
    world.cluster.follow(deadLetterTopic('guardrail')),
    world.cluster.follow(TOPICS.released),
  ]);
});
beforeEach(async () => {
  group = await world.cluster.newGroup([topic]);
});
afterAll(async () => {
  await Promise.all([deadLetters.stop(), released.stop()]);
});

async function consume(handle: Handle<Accepted>, { serving = true } = {}) {
  const controllers = [handlerOf(topic, group, handle)];
  const groups = [serving ? ({ group, stage } as const) : { group }];
  return world.apps.start({ groups, controllers });
}

function deadLetterOfGroup(): Promise<KafkaMessage> {
  return waitFor(() => deadLetters.messages.find(({ headers }) => headers?.['dlq-group']?.toString() === group), {
    deadlineMs: 15_000,
    description: 'a dead letter of the group',
  });
}

async function releasedFor(key: string): Promise<{ facts: Record<string, unknown>; id: string | undefined }> {
  const message = await waitFor(() => released.messages.find((one) => one.key?.toString() === key), {
    deadlineMs: 15_000,
    description: `a released event for ${key}`,
  });
  const { facts } = JSON.parse(message.value?.toString() ?? '{}') as { facts: Record<string, unknown> };
  return { facts, id: message.headers?.ce_id?.toString() };
}

const permanent = () => Object.assign(new Error('no use'), { code: 'no_use', retryable: false });

describe('delivery', () => {
  it('hands over the decoded event with its position', async () => {
    const event = acceptedEvent();
    let seen: unknown;
    const app = await consume((received, { position }) => {
      seen = { received, position };
    });
    const { partition, offset } = await app.publisher.publish(event);
    await waitFor(() => seen, { deadlineMs: 10_000, description: 'the handler to be called' });
    expect(seen).toEqual({ received: event, position: { topic, partition, offset } });
    await world.cluster.caughtUp(group, topic);
  });

  it.each([
    ['a tombstone', null, 'is empty'],
    ['zero bytes', Buffer.alloc(0), 'is empty'],
    ['bad JSON', Buffer.from('{"facts":'), 'is not JSON'],
    ['an event of another shape', Buffer.from('{"facts":{},"content":{}}'), '/facts/request'],
  ])('dead-letters %s as it came, and the partition goes on', async (_name, value, problem) => {
    const key = `poison-${group}`;
    const handled: string[] = [];
    await consume((event) => void handled.push(event.key));
    const headers = { ce_type: topic, mark: 'kept' };
    const position = await world.cluster.sendRaw(topic, { key, value, headers });
    const after = { ...acceptedEvent(), key };
    await world.cluster.sendRaw(topic, { ...encodeEvent(after), key });

    const letter = await deadLetterOfGroup();
    expect(letter.value).toEqual(value);
    expect(letter.key?.toString()).toBe(key);
    const text = Object.fromEntries(Object.entries(letter.headers ?? {}).map(([name, one]) => [name, one?.toString()]));
    expect(text).toMatchObject({
      mark: 'kept',
      'dlq-error-code': 'invalid_event',
      'dlq-error-message': expect.stringContaining(problem),
      'dlq-attempts': '1',
      'dlq-topic': topic,
      'dlq-partition': String(position.partition),
      'dlq-offset': position.offset,
      'dlq-timestamp': expect.stringMatching(/^\d+$/),
    });
    await waitFor(() => handled.includes(key), { deadlineMs: 10_000, description: 'the next message' });
    await world.cluster.caughtUp(group, topic);
  });

  it('gives up at once on an error that is not retryable, and releases the canned answer', async () => {
    const event = acceptedEvent();
    let calls = 0;
    const app = await consume(() => {
      calls += 1;
      throw permanent();
    });
    await app.publisher.publish(event);
    const { facts, id } = await releasedFor(event.key);
    expect(facts).toMatchObject({ outcome: 'canned', reason: 'dead_lettered', releasedBy: stage });
    expect(id).toBe(releasedEventId(event.key));
    expect((await deadLetterOfGroup()).headers?.['dlq-error-code']?.toString()).toBe('no_use');
    expect(calls).toBe(1);
    await world.cluster.caughtUp(group, topic);
  });

  it('tries any other error three times', async () => {
    let calls = 0;
    const app = await consume(() => {
      calls += 1;
      throw new Error('the card 4111 was refused');
    });
    await app.publisher.publish(acceptedEvent());
    const { headers } = await deadLetterOfGroup();
    expect(calls).toBe(3);
    expect(headers?.['dlq-attempts']?.toString()).toBe('3');
    expect(headers?.['dlq-error-message']?.toString()).not.toContain('4111');
  });

  it('takes a later success for a success', async () => {
    let calls = 0;
    const app = await consume(() => {
      calls += 1;
      if (calls < 3) throw new Error('not yet');
    });
    await app.publisher.publish(acceptedEvent());
    await world.cluster.caughtUp(group, topic);
    expect(calls).toBe(3);
  });

  it('dead-letters an event at the size limit', async () => {
    await consume(() => {
      throw permanent();
    });
    const value = Buffer.alloc(MAX_EVENT_BYTES, 'x');
    await world.cluster.sendRaw(topic, { key: group, value });
    expect((await deadLetterOfGroup()).value?.byteLength).toBe(MAX_EVENT_BYTES);
    await world.cluster.caughtUp(group, topic);
  });

  it('releases an expired request canned instead of working on it', async () => {
    const event = acceptedEvent({ timeoutMs: -1 });
    let calls = 0;
    const app = await consume(() => void (calls += 1));
    await app.publisher.publish(event);
    const { facts } = await releasedFor(event.key);
    expect(facts).toMatchObject({ outcome: 'canned', reason: 'deadline_exceeded', releasedBy: stage });
    await world.cluster.caughtUp(group, topic);
    expect(calls).toBe(0);
  });

  it('works on an expired request in a group that owes no answer', async () => {
    const keys: string[] = [];
    const app = await consume((event) => void keys.push(event.key), { serving: false });
    const event = acceptedEvent({ timeoutMs: -1 });
    await app.publisher.publish(event);
    await world.cluster.caughtUp(group, topic);
    expect(keys).toEqual([event.key]);
  });

  it('pauses while a dependency is away, resumes on a probe, and dead-letters nothing', async () => {
    const events = Array.from({ length: 20 }, () => acceptedEvent());
    const handled = new Set<string>();
    let away = true;
    let calls = 0;
    const app = await consume((event) => {
      calls += 1;
      if (away) throw new DependencyUnavailableError('database', 'the database is away');
      handled.add(event.key);
    });
    await Promise.all(events.map((event) => app.publisher.publish(event)));
    const before = await waitFor(() => calls, { deadlineMs: 10_000, description: 'the first call' });
    await waitFor(() => calls >= before + 3, { deadlineMs: 15_000, description: 'three probes' });
    expect(await world.cluster.lagOf(group, topic)).toBeGreaterThanOrEqual(events.length);
    away = false;
    await world.cluster.caughtUp(group, topic);
    expect(handled.size).toBe(events.length);
    const letters = deadLetters.messages.filter(({ headers }) => headers?.['dlq-group']?.toString() === group);
    expect(letters).toEqual([]);
  });

  it('answers canned when a request expires while a dependency is away', async () => {
    const event = acceptedEvent({ timeoutMs: 1_500 });
    const app = await consume(() => {
      throw new DependencyUnavailableError('registry', 'the registry is away');
    });
    await app.publisher.publish(event);
    expect((await releasedFor(event.key)).facts).toMatchObject({ outcome: 'canned', reason: 'deadline_exceeded' });
    await world.cluster.caughtUp(group, topic);
  });
});
