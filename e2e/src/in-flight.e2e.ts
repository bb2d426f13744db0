import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { type EventData, TOPICS } from '@gauntlet/contracts';
import { waitFor } from '@gauntlet/testing';
import { sharedWorld } from './world/address';
import type { Message } from './world/follower';
import { GauntletClient } from './world/gauntlet-client';
import { metricTotal } from './world/metrics';
import { Topics } from './world/topics';
import { Upstream } from './world/upstream';

const REQUESTS = 400;
const WANTED = 200;

describe('a stage with a second of work for each request', () => {
  const world = sharedWorld();
  const client = new GauntletClient(world.services.ingress ?? '');
  const invoker = new GauntletClient(world.services['model-invoker'] ?? '');
  const upstream = new Upstream(world.upstreamUrl);
  const topics = new Topics(world.brokers);
  afterAll(() => Promise.all([upstream.behave({}), topics.close()]));

  it(`holds ${WANTED} in flight on 4 partitions, where one at a time for each would be 4`, async () => {
    const { body } = await client.chat('How long is a gift card valid?');
    const rendered = await topics.read(TOPICS.rendered);
    const one = rendered.find(({ key }) => key === body.gauntlet.request_id);
    const ids = Array.from({ length: REQUESTS }, () => randomUUID());
    await upstream.behave({ latencyMs: 1_000 });
    await topics.produce(TOPICS.rendered, ...ids.map((id) => copyOf(one, id)));

    let most = 0;
    const enough = async () => {
      most = Math.max(most, await inFlight(invoker));
      return most >= WANTED;
    };
    const description = () => `${WANTED} in flight; the most seen were ${most}`;
    await waitFor(enough, { deadlineMs: 20_000, description, everyMs: 20 });
    console.log(`most seen in flight: ${most}`);
    expect(await outcomesOf(topics, ids)).toEqual(ids.map(() => 'answered'));
  });
});

/** The same prompt for another request, with a deadline that this test can't miss. */
function copyOf(message: Message | undefined, id: string) {
  if (!message) throw new Error('the rendered prompt of the example is not in its topic');
  const { facts, content } = JSON.parse(String(message.value)) as EventData<typeof TOPICS.rendered>;
  const deadline = new Date(Date.now() + 60_000).toISOString();
  const value = JSON.stringify({ facts: { ...facts, request: { ...facts.request, id, deadline } }, content });
  return { key: id, headers: { ...message.headers, ce_id: randomUUID() }, value };
}

async function inFlight(invoker: GauntletClient): Promise<number> {
  const { body } = await invoker.get<string>('/metrics');
  return metricTotal(body, /in_flight/, /model-invoker/);
}

/** How each request ended, once all have. */
function outcomesOf(topics: Topics, ids: readonly string[]): Promise<(string | undefined)[]> {
  const wanted = new Set<string | null>(ids);
  const look = async () => {
    const released = (await topics.read(TOPICS.released)).filter(({ key }) => wanted.has(key));
    const ended = new Map(released.map(({ key, value }) => [key, outcomeIn(value)]));
    return ids.every((id) => ended.has(id)) ? ids.map((id) => ended.get(id)) : null;
  };
  return waitFor(look, { deadlineMs: 60_000, description: `${ids.length} answers` });
}

function outcomeIn(value: Buffer | null): string | undefined {
  const { facts } = JSON.parse(String(value)) as { facts?: { outcome?: string } };
  return facts?.outcome;
}
