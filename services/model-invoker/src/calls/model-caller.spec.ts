import { Logger } from '@nestjs/common';
import { describe, expect, it, vi } from 'vitest';
import { type ModelProvider, type ModelReply, ProviderError } from '@gauntlet/models';
import { ANY_LENGTH } from '../../test/any-length';
import { ModelInvokerConfig } from '../model-invoker.config';
import type { Rung } from '../rung';
import { type MadeCall, ModelCaller } from './model-caller';
import { ModelHealth } from './model-health';

const RUNG: Rung = {
  key: { requestId: 'r', turn: 0, rung: 0 },
  model: { provider: 'openai', model: 'asked', parameters: {} },
  after: 0,
  messages: [{ role: 'user', content: 'hi' }],
  responseFormat: { type: 'text' },
  answerLimit: ANY_LENGTH,
  isOwn: false,
  promptVersion: 'v1',
};
const TOKENS = { inputTokens: 1000, outputTokens: 1000, cachedInputTokens: 0, cacheWriteInputTokens: 0 };

function callerOf(complete: ModelProvider['complete']): ModelCaller {
  return new ModelCaller(new Map([['openai', { name: 'openai', complete }]]), new ModelInvokerConfig());
}

async function callOf(complete: ModelProvider['complete'], rung = RUNG): Promise<MadeCall> {
  return (await callerOf(complete).call({ rung, number: 1, timeoutMs: 1000 })).attempt;
}

const answer = (answered: Partial<ModelReply>) => async (): Promise<ModelReply> => ({
  ...TOKENS,
  text: 'x',
  finishReason: 'stop',
  model: 'gpt-4o-mini',
  responseId: '',
  ...answered,
});

describe('the usage of a call', () => {
  it('has the cost of the model that answered, and the table that says so', async () => {
    const priceTable = expect.stringMatching(/^genai-prices@\d/) as string;
    const { usage } = await callOf(answer({ model: 'gpt-4o-mini-2024-07-18' }));
    expect(usage).toEqual({
      inputTokens: 1000,
      outputTokens: 1000,
      costUsd: expect.closeTo(0.00075) as number,
      priceTable,
    });
  });

  it('has no cost and no table for a model that the table does not know', async () => {
    const { usage } = await callOf(answer({ model: 'my-finetune' }));
    expect(usage).toEqual({ inputTokens: 1000, outputTokens: 1000, costUsd: null });
  });

  it('is null when the provider did not count, and said to be unknown', async () => {
    expect(await callOf(answer({ inputTokens: null }))).toMatchObject({ usage: null, maybeBilled: true });
  });

  it('is kept of an answer that is thrown away', async () => {
    const spent = { ...TOKENS, model: 'gpt-4o-mini' };
    const filtered = new ProviderError('x', { code: 'provider_content_filtered', retryable: false, spent });
    const call = await callOf(() => Promise.reject(filtered));
    expect(call).toMatchObject({
      outcome: 'failed',
      usage: { inputTokens: 1000, costUsd: expect.closeTo(0.00075) },
    });
    expect(call).not.toHaveProperty('maybeBilled');
  });

  it.each([
    [{ characters: 9, bytes: 1_000 }, 'x'.repeat(10)],
    [{ characters: 1_000, bytes: 59 }, '\u0001'.repeat(10)],
  ])('is kept of an answer beyond %j', async (answerLimit, text) => {
    const call = await callOf(answer({ text }), { ...RUNG, answerLimit });
    expect(call).toMatchObject({ errorCode: 'provider_answer_too_long', usage: { outputTokens: 1000 } });
  });

  it.each([
    ['unknown', true],
    ['nothing', undefined],
  ] as const)('is null for a call that cost %s', async (spent, maybeBilled) => {
    const late = new ProviderError('x', { code: 'provider_timeout', retryable: true, spent });
    const call = await callOf(() => Promise.reject(late));
    expect(call.usage).toBeNull();
    expect(call.maybeBilled).toBe(maybeBilled);
  });
});

describe('why a model fails', () => {
  it('is known to health until the model answers again', async () => {
    const health = new ModelHealth(() => [RUNG.model]);
    const refusal = new ProviderError('x', { code: 'provider_auth_failed', retryable: false });
    const complete = vi.fn<ModelProvider['complete']>(answer({})).mockRejectedValueOnce(refusal);
    const providers = new Map([['openai', { name: 'openai', complete }]]);
    const caller = new ModelCaller(providers, new ModelInvokerConfig(), health);
    await caller.call({ rung: RUNG, number: 1, timeoutMs: 1000 });
    expect(() => health.check()).toThrow('openai/asked (provider_auth_failed)');
    await caller.call({ rung: RUNG, number: 2, timeoutMs: 1000 });
    expect(() => health.check()).not.toThrow();
  });

  const reason = { status: 404, code: 'model_not_found', type: null, param: 'model' };
  const refusal = (message: string) => () =>
    Promise.reject(new ProviderError(message, { code: 'provider_rejected', retryable: false, reason }));

  it('is in the attempt', async () => {
    expect(await callOf(refusal('x'))).toMatchObject({ errorCode: 'provider_rejected', providerReason: reason });
  });

  it('is said once for each reason, and for no more than 200 of them', async () => {
    const lines: unknown[] = [];
    const warn = vi.spyOn(Logger.prototype, 'warn').mockImplementation((line: unknown) => void lines.push(line));
    let message = 'openai answered with status 404';
    const caller = callerOf(() => refusal(message)());
    for (let call = 0; call < 5; call += 1) await caller.call({ rung: RUNG, number: 1, timeoutMs: 1000 });
    expect(lines).toEqual([
      expect.stringMatching(/^openai\/asked fails .*status 404, code model_not_found, param model; pull/),
    ]);
    for (let call = 0; call < 300; call += 1) {
      message = `reason ${call}`;
      await caller.call({ rung: RUNG, number: 1, timeoutMs: 1000 });
    }
    expect(lines).toHaveLength(200);
    warn.mockRestore();
  });
});
