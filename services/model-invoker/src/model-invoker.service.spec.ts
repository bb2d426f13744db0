import { Logger } from '@nestjs/common';
import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodeEvent, type TriedAttempt } from '@gauntlet/contracts';
import { CallsInMemory, NO_DATABASE } from '../test/calls-in-memory';
import {
  after,
  DEADLINE_MS,
  failure,
  FRESH,
  modelRef,
  type Rendered,
  rendered,
  reply,
  RESERVE_MS,
  ScriptedProvider,
  service,
} from '../test/scripted-ladder';
import { providersFrom } from './calls/providers.factory';
import { ModelInvokerConfig } from './model-invoker.config';
import type { ModelInvokerService } from './model-invoker.service';

const START = Date.UTC(2026, 0, 1);

describe('ModelInvokerService', () => {
  beforeAll(() => Logger.overrideLogger(false));
  // A fake turn of the event loop would take a millisecond.
  beforeEach(
    () => void vi.useFakeTimers({ now: START, toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }),
  );
  afterEach(() => void vi.useRealTimers());

  async function invoke(invoker: ModelInvokerService, event: Rendered) {
    const pending = invoker.decide(event, FRESH);
    await vi.advanceTimersByTimeAsync(DEADLINE_MS);
    return pending;
  }

  it('publishes the answer of the pinned model with its attempt, cost unknown to the price table as null', async () => {
    const completion = await invoke(service(new ScriptedProvider(async (call) => reply(call))), rendered());
    expect(completion.facts.completion).toMatchObject({ source: 'primary', provider: 'scripted', model: 'main' });
    expect(completion.facts.completion.usage).toEqual({ inputTokens: 10, outputTokens: 5, costUsd: null });
    expect(completion.facts.trail.attempts).toMatchObject([{ rung: 0, number: 1, outcome: 'succeeded' }]);
    expect(completion.facts.trail.stages).toMatchObject([{ stage: 'model-invoker', instance: 'me', turn: 0 }]);
    expect(completion.content.completion).toBe('from main');
  });

  it('tries again with the same idempotency key, then falls back to the backup', async () => {
    const provider = new ScriptedProvider(async (call) => {
      if (call.model === 'main') throw failure(true);
      return reply(call);
    });
    const completion = await invoke(service(provider), rendered([modelRef('main'), modelRef('spare')]));
    expect(completion.facts.completion).toMatchObject({ source: 'backup', model: 'spare' });
    expect(completion.facts.trail.attempts.map(({ rung, number }) => [rung, number])).toEqual([
      [0, 1],
      [0, 2],
      [0, 3],
      [1, 1],
    ]);
    const [a, b, c, d] = provider.calls.map(({ idempotencyKey }) => idempotencyKey);
    expect(new Set([a, b, c]).size).toBe(1);
    expect(d).not.toBe(a);
  });

  it('gives the canned answer when every rung failed, and the trail says why', async () => {
    const provider = new ScriptedProvider(async () => Promise.reject(failure(false)));
    const models = [modelRef('main'), modelRef('other', 'nowhere')];
    const completion = await invoke(service(provider), rendered(models));
    expect(completion.facts.completion).toMatchObject({ source: 'canned', provider: null, usage: null });
    expect(completion.content.completion).toBe('Sorry, please try again later.');
    const codes = completion.facts.trail.attempts.map(({ errorCode }) => errorCode);
    expect(codes).toEqual(['provider_unavailable', 'provider_unknown']);
  });

  it('leaves a model that hangs in time for the backup', async () => {
    const provider = new ScriptedProvider(async (call) => {
      if (call.model === 'main') await new Promise(() => undefined);
      return reply(call);
    });
    const completion = await invoke(service(provider), rendered([modelRef('main'), modelRef('spare')]));
    expect(completion.facts.completion.model).toBe('spare');
    const [hung] = completion.facts.trail.attempts as TriedAttempt[];
    expect(hung?.errorCode).toBe('provider_timeout');
    expect(hung?.durationMs).toBeLessThanOrEqual((DEADLINE_MS - RESERVE_MS) / 2);
  });

  it('makes no call without time left, but replays what is stored', async () => {
    const provider = new ScriptedProvider(async (call) => reply(call));
    const calls = new CallsInMemory();
    const event = rendered();
    await invoke(service(provider, calls), event);
    vi.setSystemTime(START + 2 * DEADLINE_MS);
    const replay = await invoke(service(provider, calls), event);
    expect(replay.content.completion).toBe('from main');
    expect(replay.facts.trail.attempts).toMatchObject([{ ledger: 'replayed' }]);
    const late = await invoke(service(provider, calls), rendered([modelRef('main')], -1));
    expect(late.facts.trail.attempts).toMatchObject([{ outcome: 'skipped', errorCode: 'no_time_left' }]);
    expect(provider.calls).toHaveLength(1);
  });

  it('does not pay again for a rung that failed before', async () => {
    const provider = new ScriptedProvider(async (call) => {
      if (call.model === 'main') throw failure(false);
      return reply(call);
    });
    const calls = new CallsInMemory();
    const event = rendered([modelRef('main'), modelRef('spare')]);
    const first = await invoke(service(provider, calls), event);
    vi.setSystemTime(START);
    const second = await invoke(service(provider, calls), event);
    expect(provider.calls).toHaveLength(2);
    expect(second.content).toEqual(first.content);
    expect(second.facts.trail.attempts).toMatchObject([{ ledger: 'replayed' }, { ledger: 'replayed' }]);
  });

  it('climbs once for one event until its completion is published, even without a ledger', async () => {
    const provider = new ScriptedProvider(async (call) => after(1000).then(() => reply(call)));
    const invoker = service(provider, NO_DATABASE);
    const event = rendered();
    const both = Promise.all([invoker.decide(event, FRESH), invoker.decide(event, FRESH)]);
    await vi.advanceTimersByTimeAsync(1000);
    const [completion] = await both;
    await invoker.decide(event, FRESH);
    expect(provider.calls).toHaveLength(1);
    expect(completion.facts.trail.attempts).toMatchObject([{ ledger: 'unreachable', cut: false }]);
    invoker.forget(completion);
    await invoke(invoker, rendered());
    expect(provider.calls).toHaveLength(2);
  });

  it('goes to the backup at once while the model keeps failing', async () => {
    const invoker = service(
      new ScriptedProvider(async (call) => (call.model === 'main' ? Promise.reject(failure(true)) : reply(call))),
    );
    const models = [modelRef('main'), modelRef('spare')];
    const burst = Promise.all(Array.from({ length: 5 }, () => invoker.decide(rendered(models), FRESH)));
    await vi.advanceTimersByTimeAsync(4_000);
    await burst;
    const { facts } = await invoker.decide(rendered(models), FRESH);
    expect(facts.trail.attempts.map(({ errorCode }) => errorCode)).toEqual(['model_circuit_open', null]);
  });

  it.each(['filtered', 'reasoning-only', 'blank', 'too-long'])(
    'pays an answer that is %s once for each model, and takes nobody for ill',
    async (oddity) => {
      const provider = providersFrom(new ModelInvokerConfig(), {}).get('simulated');
      if (!provider) throw new Error('there is always a simulated provider');
      const invoker = service(provider);
      const models = [modelRef('main', 'simulated'), modelRef('spare', 'simulated')];
      const asking = (question: string) => {
        const event = rendered(models);
        event.content.messages = [{ role: 'user', content: question }];
        return invoke(invoker, event);
      };
      for (let request = 0; request < 12; request += 1) {
        const { facts } = await asking(`hi [[simulate:${oddity}@main]]`);
        expect(facts.trail.attempts.map(({ rung, number }) => [rung, number])).toEqual([
          [0, 1],
          [1, 1],
        ]);
        expect(facts.trail.attempts[0]).toMatchObject({ outcome: 'failed', usage: { costUsd: expect.any(Number) } });
      }
      expect((await asking('hi')).facts.completion).toMatchObject({ source: 'primary', model: 'simulated/main' });
    },
  );

  it('asks a failing model all the same when there is no other', async () => {
    const provider = new ScriptedProvider(async () => Promise.reject(failure(true)));
    const invoker = service(provider);
    for (let request = 0; request < 5; request += 1) await invoke(invoker, rendered());
    expect(provider.calls).toHaveLength(15);
  });

  it('honours Retry-After within its cap and leaves the rung beyond it', async () => {
    const startedAt: number[] = [];
    const provider = new ScriptedProvider(async (_, nth) => {
      startedAt.push(Date.now() - START);
      throw failure(true, nth === 1 ? 3000 : 60_000);
    });
    await invoke(service(provider), rendered());
    expect(startedAt).toEqual([0, 3000]);
  });

  it('reports a provider that breaks its own rules instead of failing the request', async () => {
    const provider = new ScriptedProvider(async () => Promise.reject(new TypeError('oops')));
    const completion = await invoke(service(provider), rendered());
    expect(completion.facts.trail.attempts).toMatchObject([{ errorCode: 'provider_defect' }]);
  });

  const scripts = fc.array(
    fc.record({
      latencyMs: fc.nat(40_000),
      kind: fc.constantFrom('ok', 'retryable', 'fatal', 'hangs', 'defect'),
      retryAfterMs: fc.option(fc.nat(20_000), { nil: undefined }),
    }),
    { maxLength: 12 },
  );

  it('ends any sequence of outcomes in exactly one valid completion within the budget', async () => {
    const worlds = fc.record({
      script: scripts,
      backups: fc.nat(3),
      deadlineMs: fc.integer({ min: -1000, max: 60_000 }),
      withLedger: fc.boolean(),
      mayBeRepeat: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(worlds, async ({ script, backups, deadlineMs, withLedger, mayBeRepeat }) => {
        // Each run is a new process; the one before leaves a ledger that it would try to reach for ever.
        vi.clearAllTimers();
        vi.setSystemTime(START);
        const provider = new ScriptedProvider(async (call, nth) => {
          const step = script[nth - 1];
          if (!step) return reply(call);
          await after(step.latencyMs);
          if (step.kind === 'ok') return reply(call);
          if (step.kind === 'hangs') await new Promise(() => undefined);
          throw step.kind === 'defect' ? new Error('oops') : failure(step.kind === 'retryable', step.retryAfterMs);
        });
        const models = Array.from({ length: backups + 1 }, (_, i) => modelRef(`m${i}`));
        const invoker = service(provider, withLedger ? new CallsInMemory() : NO_DATABASE);
        let endedAt = NaN;
        const pending = invoker
          .decide(rendered(models, deadlineMs), { mayBeRepeat })
          .finally(() => (endedAt = Date.now() - START));
        await vi.advanceTimersByTimeAsync(Math.max(deadlineMs, 1));
        const reserve = Math.max(0, Math.min(RESERVE_MS, deadlineMs / 4));
        expect(endedAt).toBeLessThanOrEqual(Math.max(0, Math.ceil(deadlineMs - reserve)));

        const completion = await pending;
        expect(() => encodeEvent(completion)).not.toThrow();
        const { attempts } = completion.facts.trail;
        const succeeded = attempts.filter(({ outcome }) => outcome === 'succeeded');
        expect(succeeded).toHaveLength(completion.facts.completion.source === 'canned' ? 0 : 1);
        const failed = ['failed', 'skipped'];
        expect(succeeded.length === 1 ? ['succeeded'] : failed).toContain(attempts.at(-1)?.outcome);
        expect(Math.max(...attempts.map(({ number }) => number))).toBeLessThanOrEqual(3);
      }),
      { numRuns: 150 },
    );
  });
});
