import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PromptVariablesError } from '@gauntlet/artefacts';
import {
  decodeEvent,
  encodeEvent,
  type GauntletEvent,
  InvalidEventError,
  OWN_TENANT,
  TOPICS,
} from '@gauntlet/contracts';
import type { EventPublisher } from '@gauntlet/messaging';
import { RegistryStaleError } from '@gauntlet/registry';
import { pinOf, POLICY, publishedVersion, registryWith } from '@gauntlet/registry/testing';
import { AcceptanceService } from '../accept/acceptance.service';
import type { IdempotencyService, KeyedRequest } from '../accept/idempotency.service';
import { IngressConfig } from '../ingress.config';
import type { CandidatesRepository } from '../wait/candidates.repository';
import { SubmissionService } from './submission.service';

const PROMPT = `
name: support-agent
description: x
model: simulated/sim-large
messages: [{ role: system, content: 'Be {{tone}}.' }, { role: user, content: '{{input}}' }]
`;
const HEADERS = { ce_id: '1', ce_source: '/shop', ce_time: '2026-11-29T10:00:00.000Z', ce_type: TOPICS.submitted };

const prompt = publishedVersion('prompt', PROMPT, { name: 'support-agent' });
const policy = publishedVersion('policy', POLICY);
const tried = publishedVersion('prompt', PROMPT.replace('Be {{tone}}.', 'Be brief.'), {
  name: 'support-agent',
  version: 'v2',
});
const MODEL = { provider: 'simulated', model: 'sim-small', parameters: {} };
const registry = registryWith(
  ...[prompt, policy].map(({ event }) => event),
  pinOf({ prompt: prompt.ref, policy: policy.ref }),
  tried.event,
);

/** What comes out of the real acceptance for a submitted record's bytes: the accepted event's bytes. */
async function submit(value: Buffer, recordedAt: number): Promise<ReturnType<typeof encodeEvent>> {
  const event = decodeEvent({ topic: TOPICS.submitted, key: null, headers: HEADERS, value });
  const published: ReturnType<typeof encodeEvent>[] = [];
  const publisher = {
    publish: (accepted: GauntletEvent) => Promise.resolve(void published.push(encodeEvent(accepted))),
  };
  const idempotency = {
    claim: async ({ accept, keyId }: KeyedRequest) => ({ event: await accept(keyId), kind: 'first' }),
  };
  const service = new SubmissionService(
    new AcceptanceService(registry, new IngressConfig(), 'ingress-1'),
    idempotency as unknown as IdempotencyService,
    {} as CandidatesRepository,
    publisher as unknown as EventPublisher,
  );
  await service.accept(event, { recordedAt, bytes: value.byteLength });
  return published[0]!;
}

const ODD_NAMES = [
  '__proto__',
  'constructor',
  'toString',
  'a\nb',
  '\u0000',
  '\ud800',
  '\u2028',
  '',
  'tone',
  'gauntlet',
];
const name = fc.oneof(fc.constantFrom(...ODD_NAMES), fc.string({ unit: 'binary', maxLength: 5 }));
const text = fc.oneof(
  fc.constantFrom('__proto__', '{"__proto__":1}', '\ud800', '\u0000'),
  fc.string({ unit: 'binary' }),
);
const odd = fc.oneof({ weight: 9, arbitrary: text }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) });
const map = fc.array(fc.tuple(name, odd), { maxLength: 4 }).map((entries) => Object.fromEntries(entries));
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const submission = fc.record({
  facts: fc.record({
    tenant: fc.constantFrom('shop', 'constructor'),
    prompt: fc.constant('support-agent'),
    conversation: optional(text),
    tags: optional(map),
    timeoutMs: optional(fc.integer({ min: 1, max: 600_000 })),
  }),
  content: fc.record({
    input: text,
    history: optional(
      fc.array(fc.record({ role: fc.constantFrom('user', 'assistant'), content: odd }), { maxLength: 3 }),
    ),
    variables: map.map((variables) => ({ ...variables, tone: 'kind' })),
  }),
});
const when = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.now() });

// As a producer may write it: every underscore of a name as an escape.
const escaped = (json: string) => json.replaceAll('_', '\\u005f');

describe('a submitted request', () => {
  it('is refused, or accepted as an event that every stage can read', async () => {
    const accepted = { some: 0, none: 0 };
    await fc.assert(
      fc.asyncProperty(submission, when, fc.boolean(), async (data, recordedAt, escapes) => {
        const json = JSON.stringify(data);
        const outcome = await submit(Buffer.from(escapes ? escaped(json) : json), recordedAt).catch(refusalOf);
        accepted[outcome ? 'some' : 'none'] += 1;
        if (!outcome) return;
        const raw = { topic: TOPICS.accepted, ...outcome, key: Buffer.from(outcome.key) };
        const event = decodeEvent(raw);
        expect(encodeEvent(event).value.equals(outcome.value)).toBe(true);
        for (const value of Object.values(event.facts.request.tags)) expect(typeof value).toBe('string');
      }),
      { numRuns: 500, seed: 5 },
    );
    expect(Math.min(accepted.some, accepted.none)).toBeGreaterThan(50);
  });

  it('holds no personal data in its tags and its conversation, whatever a backend calls them', async () => {
    const tags = { 'ann@example.org': '4111 1111 1111 1111', team: 'returns' };
    const facts = { tenant: 'shop', prompt: 'support-agent', conversation: 'ann@example.org', tags };
    const submitted = { facts, content: { input: 'x', variables: { tone: 'kind' } } };
    const { value } = await submit(Buffer.from(JSON.stringify(submitted)), Date.now());
    const { request } = (JSON.parse(value.toString()) as GauntletEvent<typeof TOPICS.accepted>).facts;
    expect(request.tags).toEqual({ '[EMAIL_1]': '[CARD_1]', team: 'returns' });
    expect(request.conversation).toMatch(/^conversation-/);
  });

  it('is answered with what it tries when it is of Gauntlet itself, and refused when it is of anybody else', async () => {
    const trial = { prompt: tried.ref, policy: policy.ref, model: MODEL, backups: [] };
    const submitted = (tenant: string) => {
      const facts = { tenant, prompt: 'support-agent', trial };
      return submit(Buffer.from(JSON.stringify({ facts, content: { input: 'x' } })), Date.now());
    };
    const { value } = await submitted(OWN_TENANT);
    const { request } = (JSON.parse(value.toString()) as GauntletEvent<typeof TOPICS.accepted>).facts;
    expect(request.pin).toEqual({ ...trial, offset: 2, canary: false });
    await expect(submitted('shop')).rejects.toMatchObject({ code: 'trial_refused', retryable: false });
  });

  it('is not accepted while a version that it tries was not read yet', async () => {
    const unread = { ...tried.ref, hash: 'f'.repeat(64) };
    const trial = { prompt: unread, policy: policy.ref, model: MODEL, backups: [] };
    const facts = { tenant: OWN_TENANT, prompt: 'support-agent', trial };
    const submitted = submit(Buffer.from(JSON.stringify({ facts, content: { input: 'x' } })), Date.now());
    await expect(submitted).rejects.toThrow(RegistryStaleError);
  });

  it.each(['{"\\u005f_proto__":"x"}', '{"__proto__":"x"}'])(
    'is refused with the reason for the tags %s',
    async (tags) => {
      const json = `{"facts":{"tenant":"shop","prompt":"support-agent","tags":${tags}},"content":{"input":"x"}}`;
      await expect(submit(Buffer.from(json), 1)).rejects.toThrow('the key __proto__ is not allowed');
    },
  );
});

function refusalOf(error: unknown): null {
  if (error instanceof InvalidEventError || error instanceof PromptVariablesError) return null;
  throw error;
}
