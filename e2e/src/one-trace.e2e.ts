import { afterAll, describe, expect, it } from 'vitest';
import { deadLetterTopic, TOPICS } from '@gauntlet/contracts';
import { waitFor } from '@gauntlet/testing';
import { sharedWorld } from './world/address';
import { CrashPoints } from './world/faults/crash-points';
import { GauntletClient } from './world/gauntlet-client';
import { Topics } from './world/topics';
import { callerTrace, type Trace, traceWithout } from './world/traces';

/** Every hop of an answered request: what is written by whom and read by whom. */
const HOPS = [
  [TOPICS.accepted, 'ingress', 'guardrail'],
  [TOPICS.cleared, 'guardrail', 'prompt-render'],
  [TOPICS.rendered, 'prompt-render', 'model-invoker'],
  [TOPICS.generated, 'model-invoker', 'guardrail'],
  [TOPICS.released, 'guardrail', 'ingress'],
  [TOPICS.released, 'guardrail', 'eval-scorer'],
  [TOPICS.released, 'guardrail', 'drift-monitor'],
  [TOPICS.scored, 'eval-scorer', 'eval-scorer'],
  [TOPICS.scored, 'eval-scorer', 'drift-monitor'],
] as const;

const missingHops = (trace: Trace) =>
  HOPS.filter(([topic, writer, reader]) => !trace.hop(topic, writer, reader)).map((hop) => hop.join(' '));

describe('one trace', () => {
  const world = sharedWorld();
  const client = new GauntletClient(world.services.ingress ?? '');
  const topics = new Topics(world.brokers);
  afterAll(() => topics.close());

  it('connects all stages under the caller’s span, each hop’s parent right', async () => {
    const caller = callerTrace();
    const { body, headers } = await client.chat('How long is a gift card valid?', {
      headers: { traceparent: caller.traceparent },
    });
    expect(body.gauntlet.trace_id).toBe(caller.traceId);
    expect(headers.get('traceparent')).toContain(caller.traceId);

    const trace = await traceWithout(world.otlpUrl, caller, missingHops);
    const call = trace.spans.find(({ name }) => name.startsWith('chat '));
    const handled = trace.span('model-invoker', `process ${TOPICS.rendered}`);
    expect(call).toMatchObject({ kind: 'client', service: 'model-invoker', parentSpanId: handled?.spanId });
    expect(call?.attributes).toMatchObject({ 'gen_ai.operation.name': 'chat', 'gen_ai.provider.name': 'openai' });
    expect(trace.span('guardrail', `process ${TOPICS.accepted}`)?.events.length).toBeGreaterThan(0);
  });

  it('goes on through a redelivery', async () => {
    const caller = callerTrace();
    const crashPoints = new CrashPoints(world.crashDir);
    crashPoints.arm('prompt-render', 'before-produce');
    const asked = client.chat('How long is a gift card valid?', { headers: { traceparent: caller.traceparent } });
    await crashPoints.struck('prompt-render', 'before-produce');
    expect((await asked).body.gauntlet.outcome).toBe('answered');
    await traceWithout(world.otlpUrl, caller, missingHops);
  });

  it('goes on through a dead letter, and the letter carries it', async () => {
    const { body } = await client.chat('How long is a gift card valid?');
    const cleared = await found(topics, TOPICS.cleared, body.gauntlet.request_id);
    const caller = callerTrace();
    const value = JSON.parse(String(cleared.value)) as { facts: { trail: unknown } };
    const broken = JSON.stringify({ ...value, facts: { ...value.facts, trail: 'not a trail' } });
    const headers = { ...cleared.headers, traceparent: caller.traceparent };
    await topics.produce(TOPICS.cleared, { key: cleared.key, headers, value: broken });

    const dead = deadLetterTopic('prompt-render');
    const trace = await traceWithout(world.otlpUrl, caller, (partial) => {
      return partial.hop(TOPICS.released, 'prompt-render', 'ingress') ? [] : ['the canned answer'];
    });
    const handled = trace.span('prompt-render', `process ${TOPICS.cleared}`);
    expect(handled?.parentSpanId).toBe(caller.spanId);
    expect(trace.span('prompt-render', `send ${dead}`)?.parentSpanId).toBe(handled?.spanId);
    expect((await found(topics, dead, body.gauntlet.request_id)).headers.traceparent).toContain(caller.traceId);
  });
});

function found(topics: Topics, topic: string, key: string) {
  const look = async () => (await topics.read(topic)).find((message) => message.key === key);
  return waitFor(look, { deadlineMs: 20_000, description: `${key} in ${topic}` });
}
