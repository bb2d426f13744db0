import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { tracing } from '@opentelemetry/sdk-node';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createModelProviders, DEFAULT_CALL_LIMITS, type ModelProvider } from '@gauntlet/models';
import { publishedVersion, registryWith } from '@gauntlet/registry/testing';
import { ModelJudge } from './model-judge';

const { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } = tracing;
const SOURCE = readFileSync(join(__dirname, '../../../../prompts/injection-judge/v2.prompt.yml'), 'utf8');
const providers = createModelProviders({ endpoints: [], limits: DEFAULT_CALL_LIMITS, simulated: {} });

describe('the span of a question to the judge', () => {
  const exporter = new InMemorySpanExporter();
  const judge = new ModelJudge(registryWith(publishedVersion('prompt', SOURCE, { name: 'injection-judge' }).event), {
    ...{ provider: providers.get('simulated') as ModelProvider, model: 'sim' },
    ...{ timeoutMs: 5_000, callsPerMinute: 100 },
  });
  const ask = async (text: string) => {
    const texts = [{ where: 'input', channel: 'user', text, decoded: [] }] as const;
    const request = { tenant: 'shop', deadline: '2999-01-01T00:00:00.000Z' };
    const opinion = await judge.ask({ prompt: 'injection-judge@v1', texts, background: null, request });
    return { opinion, spans: exporter.getFinishedSpans() };
  };

  beforeAll(() => {
    Logger.overrideLogger(false);
    trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
  });
  beforeEach(() => exporter.reset());
  afterAll(() => trace.disable());

  it('has the facts of the call, and no text', async () => {
    const { opinion, spans } = await ask('secret question');
    expect(spans).toHaveLength(1);
    expect(spans[0]).toMatchObject({ name: 'chat sim', kind: SpanKind.CLIENT });
    expect(spans[0]?.attributes).toMatchObject({
      'gen_ai.provider.name': 'simulated',
      'gen_ai.request.model': 'sim',
      'gen_ai.prompt.name': 'injection-judge',
      'gauntlet.prompt.version': 'v1',
      'gauntlet.tenant': 'shop',
      'gen_ai.usage.input_tokens': opinion.usage?.inputTokens,
      'gauntlet.cost.usd': opinion.usage?.costUsd,
    });
    expect(JSON.stringify(spans[0]?.attributes)).not.toContain('secret');
  });

  it('says why the call failed', async () => {
    const { spans } = await ask('[[simulate:status-500]]');
    expect(spans[0]).toMatchObject({
      status: { code: SpanStatusCode.ERROR },
      attributes: { 'error.type': 'provider_unavailable' },
    });
  });
});
