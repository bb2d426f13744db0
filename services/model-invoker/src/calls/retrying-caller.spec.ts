import { Logger } from '@nestjs/common';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type ModelProvider, ProviderError } from '@gauntlet/models';
import { ANY_LENGTH } from '../../test/any-length';
import { TimeBudget } from '../limits';
import { ModelInvokerConfig } from '../model-invoker.config';
import type { Rung } from '../rung';
import { ModelCaller } from './model-caller';
import { ModelCircuits } from './model-circuits';
import { ModelSlots } from './model-slots';
import { RetryingCaller } from './retrying-caller';

const WITH_BACKUP: Rung = {
  key: { requestId: 'r', turn: 0, rung: 0 },
  model: { provider: 'scripted', model: 'ill', parameters: {} },
  after: 1,
  messages: [],
  responseFormat: { type: 'text' },
  answerLimit: ANY_LENGTH,
  isOwn: false,
  promptVersion: 'v1',
};
const OVERLOADED = new ProviderError('scripted', { code: 'provider_overloaded', retryable: true });

describe('RetryingCaller', () => {
  beforeAll(() => Logger.overrideLogger(false));

  it('does not call a model that turned out ill while it waited for a slot', async () => {
    let calls = 0;
    let fail: (error: Error) => void = () => undefined;
    const complete: ModelProvider['complete'] = () => {
      calls += 1;
      return new Promise((_, reject) => (fail = reject));
    };
    const one = { MODEL_CONCURRENCY: 1, MODEL_CIRCUIT_CALLS: 1, MODEL_TRIES: 1 };
    const config = Object.assign(new ModelInvokerConfig(), one);
    const caller = new ModelCaller(new Map([['scripted', { name: 'scripted', complete }]]), config);
    const tries = new RetryingCaller(caller, new ModelSlots(config), new ModelCircuits(config), config);

    const first = tries.call(WITH_BACKUP, TimeBudget.of(10_000));
    const waiting = tries.call(WITH_BACKUP, TimeBudget.of(10_000));
    await vi.waitUntil(() => calls === 1);
    fail(OVERLOADED);
    expect((await first).attempts.map(({ errorCode }) => errorCode)).toEqual(['provider_overloaded']);
    expect((await waiting).attempts.map(({ errorCode }) => errorCode)).toEqual(['model_circuit_open']);
    expect(calls).toBe(1);
  });

  it('lets requests of Gauntlet itself neither wait in the places of callers nor open the circuit of their model', async () => {
    const failing: ModelProvider['complete'] = () => Promise.reject(OVERLOADED);
    const answering: ModelProvider['complete'] = () => new Promise(() => undefined);
    let complete = failing;
    const limits = { MODEL_OWN_CONCURRENCY: 1, MODEL_CIRCUIT_CALLS: 1, MODEL_TRIES: 1, MODEL_QUEUE: 0 };
    const config = Object.assign(new ModelInvokerConfig(), limits);
    const provider: ModelProvider = { name: 'scripted', complete: (call) => complete(call) };
    const caller = new ModelCaller(new Map([['scripted', provider]]), config);
    const circuits = new ModelCircuits(config);
    const tries = new RetryingCaller(caller, new ModelSlots(config), circuits, config);
    const own = { ...WITH_BACKUP, isOwn: true };

    await tries.call(own, TimeBudget.of(1_000));
    expect(circuits.isOpen('scripted/ill')).toBe(false);
    expect((await tries.call(own, TimeBudget.of(1_000))).attempts).toMatchObject([{ errorCode: 'model_circuit_open' }]);

    complete = answering;
    const last = { ...own, model: { ...own.model, model: 'slow' } };
    const rungs = [last, last, { ...last, isOwn: false }];
    const ended = await Promise.all(rungs.map((rung) => tries.call(rung, TimeBudget.of(200))));
    const codes = ended.flatMap(({ attempts }) => attempts.map(({ errorCode }) => errorCode));
    expect(codes).toEqual(['provider_timeout', 'model_busy', 'provider_timeout']);
  });
});
