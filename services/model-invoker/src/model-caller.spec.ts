import type { ModelProvider, ModelReply } from '@gauntlet/models';
import { describe, expect, it } from 'vitest';
import { ModelCaller } from './model-caller';
import { ModelInvokerConfig } from './model-invoker.config';
import type { Rung } from './rung';

const RUNG: Rung = {
  key: { requestId: 'r', turn: 0, rung: 0 },
  model: { provider: 'openai', model: 'asked', parameters: {} },
  after: 0,
  messages: [{ role: 'user', content: 'hi' }],
  responseFormat: { type: 'text' },
};
const TOKENS = { inputTokens: 1000, outputTokens: 1000, cachedInputTokens: 0, cacheWriteInputTokens: 0 };

async function usageOf(answered: Partial<ModelReply>): Promise<unknown> {
  const reply = { ...TOKENS, text: 'x', finishReason: 'stop', model: 'gpt-4o-mini', responseId: '', ...answered };
  const provider: ModelProvider = { name: 'openai', complete: async () => reply };
  const caller = new ModelCaller(new Map([[provider.name, provider]]), new ModelInvokerConfig());
  return (await caller.call({ rung: RUNG, number: 1, timeoutMs: 1000 })).attempt.usage;
}

describe('the usage of an attempt', () => {
  it('has the cost of the model that answered, and the table that says so', async () => {
    const priceTable = expect.stringMatching(/^genai-prices@\d/) as string;
    const usage = await usageOf({ model: 'gpt-4o-mini-2024-07-18' });
    expect(usage).toEqual({
      inputTokens: 1000,
      outputTokens: 1000,
      costUsd: expect.closeTo(0.00075) as number,
      priceTable,
    });
  });

  it('has no cost and no table for a model that the table does not know', async () => {
    expect(await usageOf({ model: 'my-finetune' })).toEqual({ inputTokens: 1000, outputTokens: 1000, costUsd: null });
  });

  it('is null when the provider did not count', async () => {
    expect(await usageOf({ inputTokens: null })).toBeNull();
  });
});
