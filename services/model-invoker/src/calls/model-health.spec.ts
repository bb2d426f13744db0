import { metrics } from '@opentelemetry/api';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { metrics as sdk } from '@opentelemetry/sdk-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelHealth } from './model-health';

const [small, large] = ['small', 'large'].map((model) => ({ provider: 'ollama', model }));

describe('ModelHealth', () => {
  const reader = new PrometheusExporter({ preventServerStart: true });
  beforeAll(() => void metrics.setGlobalMeterProvider(new sdk.MeterProvider({ readers: [reader] })));
  afterAll(() => void metrics.disable());

  it('tells in a metric which pinned models answered last, and why the others failed', async () => {
    const health = new ModelHealth(() => [small!, large!, { provider: 'ollama', model: 'never asked' }]);
    health.note(small!, 'provider_auth_failed');
    health.note(large!, 'provider_overloaded');
    health.note(large!, null);
    health.note({ provider: 'ollama', model: 'of an old pin' }, 'provider_rejected');
    const { resourceMetrics } = await reader.collect();
    const measured = resourceMetrics.scopeMetrics.flatMap((scope) => scope.metrics);
    const dataPoints = [
      { value: 0, attributes: { 'gen_ai.request.model': 'small', 'error.type': 'provider_auth_failed' } },
      { value: 1, attributes: { 'gen_ai.request.model': 'large' } },
    ];
    expect(measured).toMatchObject([{ descriptor: { name: 'gauntlet.model.up' }, dataPoints }]);
  });
});
