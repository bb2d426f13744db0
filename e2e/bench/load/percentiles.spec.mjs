import { describe, expect, it } from 'vitest';
import { percentiles } from './percentiles.mjs';

describe('percentiles', () => {
  it('are values that were seen, whatever their order', () => {
    const latencies = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(percentiles(latencies)).toEqual({ answered: 100, p50: 51, p95: 96, p99: 100 });
    expect(percentiles([7])).toEqual({ answered: 1, p50: 7, p95: 7, p99: 7 });
  });

  it('are null where nothing was answered', () => {
    expect(percentiles([])).toEqual({ answered: 0, p50: null, p95: null, p99: null });
  });
});
