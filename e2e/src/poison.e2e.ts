import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import {
  deadLetterTopic,
  DURABLE_STEPS,
  type PipelineStep,
  type Topic,
  TOPIC_SPECS,
  TOPICS,
} from '@gauntlet/contracts';
import { waitFor } from '@gauntlet/testing';
import { sharedWorld } from './world/address';
import { poisons } from './world/faults/poisons';
import type { Message } from './world/follower';
import { GauntletClient } from './world/gauntlet-client';
import { allQuiet, Topics } from './world/topics';

const READ_TOPICS = [...new Set(DURABLE_STEPS.flatMap(({ reads }) => reads))];
const PARTITIONS = 4;

describe('poison', () => {
  const world = sharedWorld();
  const client = new GauntletClient(world.services.ingress ?? '');
  const topics = new Topics(world.brokers);
  afterAll(() => topics.close());

  describe.each(READ_TOPICS)('on %s', (topic) => {
    const readers = DURABLE_STEPS.filter(({ reads }) => reads.includes(topic));
    const marks = new Map<string, string>();

    it('is taken in any form', async () => {
      for (const [name, message] of Object.entries(poisons(topic))) {
        const mark = randomUUID();
        marks.set(mark, name);
        const headers = { ...message.headers, 'e2e-mark': mark };
        await topics.produce(topic, { ...message, headers, partition: marks.size % partitionsOf(topic) });
      }
    });

    it.each(readers)('goes to the dead letters of $group with the reason and the original bytes', async (reader) => {
      const letters = await lettersOf(reader, topic, marks);
      for (const [mark, name] of marks) {
        const letter = letters.find(({ headers }) => headers['e2e-mark'] === mark);
        expect(letter, name).toBeDefined();
        expect(letter?.headers['dlq-error-code'], name).toBe('invalid_event');
        expect(letter?.headers['dlq-error-message'], name).toBeTruthy();
        expect(isSame(letter?.value ?? null, poisons(topic)[name]?.value ?? null), name).toBe(true);
      }
    });
  });

  it('stops no partition: requests after it are answered, whatever their partition', async () => {
    const asked = Array.from({ length: 4 * PARTITIONS }, () => client.chat('How long is a gift card valid?'));
    const outcomes = (await Promise.all(asked)).map(({ body }) => body.gauntlet.outcome);
    expect(outcomes).toEqual(outcomes.map(() => 'answered'));
  });

  it('stops no group: every group’s lag comes back to 0', () => allQuiet(topics));

  it.each([TOPICS.published, TOPICS.pinned])('on %s is passed over by every registry', async (topic) => {
    for (const message of Object.values(poisons(topic))) await topics.produce(topic, message);
    const { body } = await client.chat('How long is a gift card valid?');
    expect(body.gauntlet.outcome).toBe('answered');
    for (const url of Object.values(world.services)) {
      expect((await new GauntletClient(url).get('/health/ready')).status, url).toBe(200);
    }
  });

  it.each([TOPICS.accepted, TOPICS.cleared, TOPICS.rendered, TOPICS.generated])(
    'on %s with a readable request in it gets that request its canned answer',
    async (topic) => {
      const { value, headers } = await anyOf(topics, topic);
      const event = JSON.parse(String(value)) as { facts: { request: { id: string } }; content: object };
      const id = randomUUID();
      const request = { ...event.facts.request, id };
      const broken = { ...event, facts: { ...event.facts, request, trail: 'not a trail' } };
      await topics.produce(topic, { key: id, headers, value: JSON.stringify(broken) });
      const record = JSON.stringify(await client.record(id));
      expect(record).toContain('"canned"');
      expect(record).toContain('dead_lettered');
    },
  );

  function lettersOf(reader: PipelineStep, topic: Topic, marks: ReadonlyMap<string, string>): Promise<Message[]> {
    const look = async () => {
      const all = await topics.read(deadLetterTopic(reader.service));
      const ours = all.filter(({ headers }) => headers['dlq-group'] === reader.group && headers['dlq-topic'] === topic);
      const marked = ours.filter(({ headers }) => marks.has(headers['e2e-mark'] ?? ''));
      return marked.length >= marks.size ? marked : null;
    };
    return waitFor(look, { deadlineMs: 30_000, description: `${marks.size} dead letters of ${reader.group}` });
  }

  async function anyOf(from: Topics, topic: Topic): Promise<Message> {
    await client.chat('How long is a gift card valid?');
    const good = (await from.read(topic)).find(
      ({ headers, value }) => value && headers.ce_type && !headers['e2e-mark'],
    );
    if (!good) throw new Error(`no good event in ${topic}`);
    return good;
  }
});

// A client drops in silence what is meant for a partition that is not there.
function partitionsOf(topic: Topic): number {
  return TOPIC_SPECS.find(({ name }) => name === topic)?.ordered ? 1 : PARTITIONS;
}

/** Compares bytes itself: the assertion library takes seconds for a megabyte. */
function isSame(value: Buffer | null, original: Buffer | string | null): boolean {
  if (value === null || original === null) return value === original;
  return value.equals(typeof original === 'string' ? Buffer.from(original) : original);
}
