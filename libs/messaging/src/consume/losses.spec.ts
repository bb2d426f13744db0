import { Logger } from '@nestjs/common';
import { metrics } from '@opentelemetry/api';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { metrics as sdk } from '@opentelemetry/sdk-node';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DependencyUnavailableError } from '@gauntlet/runtime';
import { Losses } from './losses';

const LOSS = { group: 'eval-scorer.recorder', topic: 'llm.response.released.v1', partition: 3, first: 7n, last: 9n };

describe('what a group lost to retention', () => {
  const reader = new PrometheusExporter({ preventServerStart: true });
  const error = vi.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
  beforeAll(() => void metrics.setGlobalMeterProvider(new sdk.MeterProvider({ readers: [reader] })));
  afterAll(() => {
    metrics.disable();
    vi.restoreAllMocks();
  });

  it('is one line in the log, and is counted once it is kept, however often that takes', async () => {
    const losses = new Losses();
    let tries = 0;
    losses.keepFor(LOSS.group, async () => {
      tries += 1;
      if (tries < 3) throw new DependencyUnavailableError('database', 'the store is away');
    });
    for (let failing = 0; failing < 2; failing += 1) await expect(losses.tell(LOSS)).rejects.toThrow('away');
    await losses.tell(LOSS);
    const { group, topic, partition } = LOSS;
    const msg = 'retention removed records that this group had not read';
    expect(error.mock.calls).toEqual([[{ msg, group, topic, partition, from: '7', to: '9', count: 3 }]]);
    const { resourceMetrics } = await reader.collect();
    const counted = resourceMetrics.scopeMetrics.flatMap((scope) => scope.metrics);
    expect(counted).toMatchObject([{ descriptor: { name: 'gauntlet.messaging.lost' }, dataPoints: [{ value: 3 }] }]);
  });

  it('keeps no group from reading on when it can never be kept', async () => {
    error.mockClear();
    const losses = new Losses();
    losses.keepFor(LOSS.group, () => Promise.reject(new TypeError('no such column')));
    await losses.tell(LOSS);
    expect(error.mock.calls.map(([line]) => (line as { code?: string }).code)).toEqual([undefined, 'TypeError']);
  });
});
