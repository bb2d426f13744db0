import { describe, expect, it } from 'vitest';
import { pinOf, POLICY, publishedVersion, registryWith } from '@gauntlet/registry/testing';
import { IngressConfig } from '../ingress.config';
import { AcceptanceService, type AcceptedEvent } from './acceptance.service';

const PROMPT = `
name: support-agent
description: x
model: simulated/sim-large
messages: [{ role: system, content: Be kind. }, { role: user, content: '{{input}}' }]
`;
const prompt = publishedVersion('prompt', PROMPT, { name: 'support-agent' });
const policy = publishedVersion('policy', POLICY);
const registry = registryWith(prompt.event, policy.event, pinOf({ prompt: prompt.ref, policy: policy.ref }));
const acceptance = new AcceptanceService(registry, new IngressConfig(), 'ingress-1');

const HOUR_MS = 3_600_000;
const chat = {
  prompt: 'support-agent',
  input: 'hi',
  history: [],
  conversation: undefined,
  parameters: { variables: {}, tags: {} },
};

/** A submission that waited in its topic for an hour. */
function acceptOld(): Promise<AcceptedEvent> {
  const acceptedAt = new Date(Date.now() - HOUR_MS);
  const terms = { tenant: 'shop', origin: 'kafka', acceptedAt, timeoutMs: undefined } as const;
  return acceptance.accept(chat, { id: '0b8f9a52-3a0e-5d0c-9f57-6d3a4f0f4c11', ...terms });
}

function ingressTiming({ facts: { request, trail } }: AcceptedEvent) {
  const [timing] = trail.stages;
  const waitedMs = Date.parse(timing?.startedAt ?? '') - Date.parse(request.acceptedAt);
  return { waitedMs, durationMs: timing?.durationMs };
}

describe('ingress’ own timing in the record', () => {
  it('counts the work of accepting, not the hour that a submission waited in its topic', async () => {
    const { waitedMs, durationMs } = ingressTiming(await acceptOld());
    expect(waitedMs).toBeGreaterThanOrEqual(HOUR_MS);
    expect(durationMs).toBeLessThan(HOUR_MS);
  });

  it('is of the repeat where a key comes again an hour later, while the rest stays as it was accepted', async () => {
    const first = await acceptOld();
    const { request } = first.facts;
    const repeat = acceptance.again({ request, cannedAnswer: first.content.cannedAnswer }, chat);
    expect({ ...repeat, facts: { ...repeat.facts, trail: null } }).toEqual({
      ...first,
      facts: { ...first.facts, trail: null },
    });
    const { waitedMs, durationMs } = ingressTiming(repeat);
    expect(waitedMs).toBeGreaterThanOrEqual(HOUR_MS);
    expect(durationMs).toBeLessThan(HOUR_MS);
  });
});
