import { describe, expect, it } from 'vitest';
import type { ModelCall } from '../model-provider';
import { SimulatedModel } from '../simulation/simulated-model';
import { SimulatedProvider } from './simulated.provider';

const provider = new SimulatedProvider(new SimulatedModel());

function call(question: string, signal: AbortSignal = new AbortController().signal): ModelCall {
  return {
    model: 'sim-large',
    parameters: {},
    messages: [{ role: 'user', content: question }],
    responseFormat: { type: 'text' },
    idempotencyKey: question,
    signal,
  };
}

describe('SimulatedProvider', () => {
  it.each([
    ['[[simulate:fail]]', 'provider_overloaded', true],
    ['[[simulate:status-429]]', 'provider_rate_limited', true],
    ['[[simulate:status-401]]', 'provider_auth_failed', false],
    ['[[simulate:hang-up]]', 'provider_connection_failed', true],
    ['[[simulate:invalid-json]]', 'provider_invalid_response', true],
    ['[[simulate:dance]]', 'provider_rejected', false],
  ])('fails like a provider over HTTP for %s', async (question, code, retryable) => {
    await expect(provider.complete(call(question))).rejects.toMatchObject({ name: 'ProviderError', code, retryable });
  });

  it.each(['[[simulate:never-answer]]', '[[simulate:latency-60000]]'])('gives up %s when told to', async (question) => {
    const timeout = new AbortController();
    const pending = provider.complete(call(question, timeout.signal));
    timeout.abort(new DOMException('late', 'TimeoutError'));
    await expect(pending).rejects.toMatchObject({ code: 'provider_timeout', retryable: true });
  });
});
