import { randomUUID } from 'node:crypto';
import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { tracing } from '@opentelemetry/sdk-node';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ANY_LENGTH } from '../../test/any-length';
import { ModelInvokerConfig } from '../model-invoker.config';
import type { Rung } from '../rung';
import { ModelCaller } from './model-caller';
import { providersFrom } from './providers.factory';

const { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } = tracing;

function rung(question: string, provider = 'simulated'): Rung {
  return {
    key: { requestId: randomUUID(), turn: 0, rung: 1 },
    model: { provider, model: 'sim-large', parameters: {} },
    after: 0,
    messages: [{ role: 'user', content: question }],
    responseFormat: { type: 'text' },
    answerLimit: ANY_LENGTH,
    isOwn: false,
    promptVersion: 'v1',
  };
}

describe('the chat span', () => {
  const exporter = new InMemorySpanExporter();
  const config = new ModelInvokerConfig();
  const caller = new ModelCaller(providersFrom(config, {}), config);
  const call = (wanted: Rung) => caller.call({ rung: wanted, number: 2, timeoutMs: 5_000 });

  beforeAll(() => {
    trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
  });
  beforeEach(() => exporter.reset());
  afterAll(() => trace.disable());

  it('puts a call into a chat span with the facts of the answer, and no text', async () => {
    const { attempt, reply } = await call(rung('secret question'));
    const [span] = exporter.getFinishedSpans();
    expect(span).toMatchObject({ name: 'chat sim-large', kind: SpanKind.CLIENT });
    expect(span?.attributes).toMatchObject({
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'simulated',
      'gen_ai.request.model': 'sim-large',
      'gen_ai.response.model': 'simulated/sim-large',
      'gen_ai.response.finish_reasons': ['stop'],
      'gen_ai.usage.input_tokens': reply?.usage?.inputTokens,
      'gauntlet.cost.usd': reply?.usage?.costUsd,
      'gauntlet.attempt.rung': 1,
      'gauntlet.attempt.number': 2,
    });
    expect(JSON.stringify(span?.attributes)).not.toContain('secret');
    expect(attempt).toMatchObject({ outcome: 'succeeded', number: 2, usage: reply?.usage });
  });

  it.each([
    [rung('[[simulate:status-500]]'), 'provider_unavailable'],
    [rung('hi', 'nowhere'), 'provider_unknown'],
    [rung('hi', 'openai'), 'provider_key_missing'],
  ])('marks the span of a failed call with its code', async (wanted, code) => {
    const { attempt, failure } = await call(wanted);
    const [span] = exporter.getFinishedSpans();
    expect(span).toMatchObject({ status: { code: SpanStatusCode.ERROR }, attributes: { 'error.type': code } });
    expect(attempt).toMatchObject({ outcome: 'failed', errorCode: code, usage: null });
    expect(failure?.code).toBe(code);
  });

  it('ends a call that takes too long', async () => {
    const wanted = rung('[[simulate:never-answer]]');
    const { attempt } = await caller.call({ rung: wanted, number: 1, timeoutMs: 30 });
    expect(attempt.errorCode).toBe('provider_timeout');
  });
});
