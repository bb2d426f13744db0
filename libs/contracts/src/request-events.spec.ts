import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stageEventId } from './ids';
import { beginStage, decodeEvent, encodeEvent, type GauntletEvent, latencyUntil, type Topic, TOPICS } from './index';

const acceptedAt = '2026-11-24T16:00:00.000Z';
const accepted = Date.parse(acceptedAt);
const SEVEN_DAYS_MS = 604_800_000;

describe('latencyUntil', () => {
  it.each([
    ['is the time from acceptance on', accepted + 1_500, acceptedAt, 1_500],
    ['is 0 where the end is before the beginning', accepted - 1, acceptedAt, 0],
    ['is bounded where a request says that it is from 1970', accepted, '1970-01-21T18:00:00.000Z', SEVEN_DAYS_MS],
    ['is bounded where the end is in a far future', 8.64e15, acceptedAt, SEVEN_DAYS_MS],
  ])('%s', (_what, at, from, latency) => {
    expect(latencyUntil(at, { acceptedAt: from })).toBe(latency);
  });
});

function example<T extends Topic>(topic: T): GauntletEvent<T> {
  const { key, headers, value } = JSON.parse(readFileSync(join(__dirname, `../fixtures/${topic}.json`), 'utf8'));
  return decodeEvent({ topic, headers, key: Buffer.from(key), value: Buffer.from(JSON.stringify(value)) });
}

const prompt = { canary: 'gx-0123456789', messages: [{ role: 'user' as const, content: 'hi' }] };
const rendered = { facts: { turn: 0, responseFormat: { type: 'text' as const } }, content: prompt };

describe('beginStage', () => {
  const cleared = example(TOPICS.cleared);
  const begin = () => beginStage(cleared, { stage: 'prompt-render', instance: 'spec' });

  it('carries on what the next contract has too, and gives the event its derived id', () => {
    const event = begin()(TOPICS.rendered, rendered);
    expect(event.facts.request).toEqual(cleared.facts.request);
    expect(event.content).toEqual({ ...cleared.content, ...prompt });
    expect(event).toMatchObject({ id: stageEventId(cleared.key, 'prompt-render', 0), key: cleared.key });
    expect(() => encodeEvent(event)).not.toThrow();
  });

  it('leaves out what the next contract does not have', () => {
    const blocked = { outcome: 'blocked' as const, flags: [], reason: 'x', completion: null };
    const facts = { ...blocked, releasedBy: 'guardrail.input' as const };
    const event = begin()(TOPICS.released, { facts, content: { messages: [], answer: 'no' } });
    expect(event.content).not.toHaveProperty('cannedAnswer');
    expect(() => encodeEvent(event)).not.toThrow();
  });

  it('leaves out a field that the incoming contract does not have, though the next one has such a field', () => {
    const { prompt: forged } = cleared.facts.request.pin;
    const event = { ...cleared, facts: { ...cleared.facts, prompt: forged } };
    const finish = beginStage<typeof cleared>(event, { stage: 'prompt-render', instance: 'spec' });
    expect(finish(TOPICS.rendered, rendered).facts).not.toHaveProperty('prompt');
  });

  it('prefers a field that the stage gives, also an undefined one', () => {
    const generated = example(TOPICS.generated);
    const finish = beginStage(
      { ...generated, facts: { ...generated.facts, prompt: cleared.facts.request.pin.prompt } },
      {
        stage: 'guardrail.output',
        instance: 'spec',
      },
    );
    expect(finish(TOPICS.rendered, { facts: { turn: 1 }, content: {} }).facts.prompt).toBeDefined();
    const other = finish(TOPICS.rendered, { facts: { turn: 1, prompt: undefined }, content: { input: 'another' } });
    expect(other).toMatchObject({ facts: { turn: 1, prompt: undefined }, content: { input: 'another' } });
  });

  it('appends the stage and what it did to the trail, and leaves the incoming trail as it is', () => {
    const before = structuredClone(cleared.facts.trail);
    const verdict = { side: 'input', turn: 0, check: 'spec', outcome: 'pass', reason: null, durationMs: 1 } as const;
    const { trail } = begin()(TOPICS.rendered, { ...rendered, trail: { verdicts: [verdict] } }).facts;
    expect(trail.stages.slice(0, -1)).toEqual(before.stages);
    expect(trail.stages.at(-1)).toMatchObject({ stage: 'prompt-render', turn: 0, instance: 'spec' });
    expect(trail.verdicts).toEqual([...before.verdicts, verdict]);
    expect(trail.attempts).toEqual(before.attempts);
    expect(cleared.facts.trail).toEqual(before);
  });

  it('counts from the moment that the stage names', () => {
    const startedAt = new Date(Date.now() - 5_000);
    const finish = beginStage(cleared, { stage: 'ingress', instance: 'spec', startedAt });
    const timing = finish(TOPICS.rendered, rendered).facts.trail.stages.at(-1);
    expect(timing?.startedAt).toBe(startedAt.toISOString());
    expect(timing?.durationMs).toBeGreaterThanOrEqual(5_000);
  });
});
