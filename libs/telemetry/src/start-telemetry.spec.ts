import { metrics, trace } from '@opentelemetry/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderMetrics, shutdownTelemetry } from './running-telemetry';
import { startTelemetry } from './start-telemetry';

describe('startTelemetry without a collector', () => {
  beforeAll(() => startTelemetry({ env: {}, mainScript: '/srv/services/guardrail/dist/main.js' }));
  afterAll(() => shutdownTelemetry());

  it('gives every span a trace id, though none is recorded', () => {
    const span = trace.getTracer('spec').startSpan('anything');
    expect(span.spanContext().traceId).toMatch(/^(?!0{32})[0-9a-f]{32}$/);
    expect(span.isRecording()).toBe(false);
  });

  it('renders what was counted, and whose it is', async () => {
    metrics.getMeter('spec').createCounter('gauntlet.spec.counted').add(3, { kind: 'test' });
    const text = await renderMetrics();
    expect(text).toMatch(/gauntlet_spec_counted_total\{.*kind="test".*\} 3/);
    expect(text).toContain('service_name="guardrail"');
  });

  it('has nothing to render after the shutdown', async () => {
    await shutdownTelemetry();
    expect(await renderMetrics()).toBe('');
  });
});
