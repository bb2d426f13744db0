import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  answeringPrompt,
  askedModel,
  type Attempt,
  backupPrompt,
  decodeEvent,
  knownUsage,
  MAX_SAMPLING_WEIGHT,
  paidUsage,
  type Pin,
  TOPICS,
  type TriedAttempt,
  type Usage,
} from './index';
import { problemsOf } from './validation';

function attempt(usage: Usage | null): TriedAttempt {
  return {
    turn: 0,
    rung: 0,
    number: 1,
    provider: 'simulated',
    model: 'sim-large',
    startedAt: '2026-11-23T09:00:00.000Z',
    durationMs: 1,
    outcome: usage ? 'succeeded' : 'failed',
    errorCode: usage ? null : 'provider_overloaded',
    usage,
    ledger: 'claimed',
    cut: false,
  };
}

const BY_GUARDRAIL = { releasedBy: 'guardrail.output', reason: null } as const;

const usage = (costUsd: number | null): Usage => ({ inputTokens: 10, outputTokens: 5, costUsd });

const released = (
  attempts: Attempt[],
  by: Pick<Parameters<typeof paidUsage>[0], 'releasedBy' | 'reason'> = BY_GUARDRAIL,
) => ({
  ...by,
  trail: { stages: [], verdicts: [], attempts },
});

describe('paidUsage', () => {
  it('sums every paid call and leaves unpaid ones out', () => {
    const attempts = [attempt(usage(0.5)), attempt(null), attempt(usage(0.25))];
    expect(paidUsage(released(attempts))).toEqual({ inputTokens: 20, outputTokens: 10, costUsd: 0.75 });
  });

  it('does not know the cost when one price is unknown', () => {
    const attempts = [attempt(usage(null)), attempt(usage(0.25))];
    expect(paidUsage(released(attempts))).toEqual({ inputTokens: 20, outputTokens: 10, costUsd: null });
  });

  it('costs nothing when nothing was paid', () => {
    expect(paidUsage(released([attempt(null)]))).toEqual({ inputTokens: 0, outputTokens: 0, costUsd: 0 });
  });

  it.each([
    ['ingress', 'deadline_exceeded'],
    ['model-invoker', 'deadline_exceeded'],
    ['model-invoker', 'dead_lettered'],
  ] as const)(
    'knows nothing when %s gave the canned answer (%s), for a model may have been asked',
    (releasedBy, reason) => {
      const unknown = { inputTokens: null, outputTokens: null, costUsd: null };
      expect(paidUsage(released([], { releasedBy, reason }))).toEqual(unknown);
    },
  );

  it('knows nothing of a call that another process holds, and that nothing was paid where no call was made', () => {
    const { turn, rung, number, provider, model, startedAt, cut } = attempt(null);
    const skipped = (errorCode: string) => {
      return released([{ turn, rung, number, provider, model, startedAt, cut, outcome: 'skipped', errorCode }]);
    };
    expect(paidUsage(skipped('held_elsewhere')).costUsd).toBeNull();
    expect(paidUsage(skipped('model_busy')).costUsd).toBe(0);
  });

  it.each<[string, Partial<TriedAttempt>]>([
    ['an answer that nobody counted', { outcome: 'succeeded' }],
    ['a call that may have been billed', { maybeBilled: true }],
    ['a call that was taken over', { cut: true, usage: usage(0.1) }],
  ])('knows no sum beside %s, only what it is at least', (_, unknown) => {
    const attempts = [attempt(usage(0.5)), { ...attempt(null), ...unknown }];
    expect(paidUsage(released(attempts))).toEqual({ inputTokens: null, outputTokens: null, costUsd: null });
    expect(knownUsage(attempts).inputTokens).toBeGreaterThanOrEqual(10);
  });
});

describe('numbers in an event', () => {
  const fixtureOf = (topic: string) => JSON.parse(readFileSync(join(__dirname, `../fixtures/${topic}.json`), 'utf8'));
  const released = fixtureOf(TOPICS.released);

  function decodeWith(change: (attempt: Record<string, unknown>) => void): unknown {
    const { key, headers, value } = structuredClone(released);
    change(value.facts.trail.attempts[0]);
    return decodeEvent({
      topic: TOPICS.released,
      key: Buffer.from(key),
      headers,
      value: Buffer.from(JSON.stringify(value)),
    });
  }

  it.each([
    ['tokens', { usage: { inputTokens: 1e300, outputTokens: 1, costUsd: null } }],
    ['safe tokens', { usage: { inputTokens: Number.MAX_SAFE_INTEGER, outputTokens: 1, costUsd: null } }],
    ['cost', { usage: { inputTokens: 1, outputTokens: 1, costUsd: 1e9 } }],
    ['rung', { rung: 1e9 }],
    ['number', { number: 1e9 }],
    ['status', { providerReason: { status: 1e9, code: null, type: null, param: null } }],
  ])('are refused when they are out of bounds: %s', (_, change) => {
    expect(() => decodeWith((it) => Object.assign(it, change))).toThrow(/facts\/trail\/attempts\/0/);
    expect(() => decodeWith(() => undefined)).not.toThrow();
  });

  it.each([0.5, MAX_SAMPLING_WEIGHT + 1, 1e300])('are refused as the weight of a score: %s', (weight) => {
    const scored = fixtureOf(TOPICS.scored).value;
    scored.facts.sampling.weight = weight;
    expect(problemsOf(TOPICS.scored, scored).map(({ field }) => field)).toEqual(['/facts/sampling/weight']);
  });
});

function fixture(name: string) {
  return JSON.parse(readFileSync(join(__dirname, `../fixtures/${name}.json`), 'utf8')).value;
}

const pin: Pin = fixture('llm.prompt.rendered.v1.backup-version').facts.request.pin;

describe('backupPrompt', () => {
  it('is the version that a backup names, whichever of them it is', () => {
    const [named] = pin.backups;
    const plain = { ...pin.model };
    expect(backupPrompt(pin)).toMatchObject({ name: 'support-agent', version: 'v6' });
    expect(backupPrompt({ ...pin, backups: [plain, named!] })).toEqual(backupPrompt(pin));
  });

  it('is nothing where every backup is asked with the version of the pin', () => {
    expect(backupPrompt({ ...pin, backups: [] })).toBeUndefined();
    expect(backupPrompt({ ...pin, backups: [pin.model] })).toBeUndefined();
    expect(backupPrompt({ ...pin, prompt: pin.backups[0]!.prompt! })).toBeUndefined();
  });
});

describe('answeringPrompt', () => {
  it('is the version of the pin, unless a backup answered with its own', () => {
    const versionIn = (name: string) => answeringPrompt(fixture(name).facts).version;
    expect(versionIn('llm.response.released.v1')).toBe('v7');
    expect(versionIn('llm.response.released.v1.backup-version')).toBe('v6');
  });
});

describe('askedModel', () => {
  it('is the model of an attempt’s rung, with its parameters', () => {
    expect(askedModel(pin, { rung: 0 })).toEqual(pin.model);
    expect(askedModel(pin, { rung: 1 })).toEqual(pin.backups[0]);
    expect(askedModel(pin, { rung: 9 })).toBeUndefined();
  });
});
