import { describe, expect, it } from 'vitest';
import type { Attempt, Usage } from './index';
import { paidUsage } from './index';

function attempt(usage: Usage | null): Attempt {
  return {
    turn: 0,
    rung: 0,
    number: 1,
    provider: 'simulated',
    model: 'sim-large',
    startedAt: '2026-11-23T09:00:00.000Z',
    durationMs: 1,
    outcome: usage ? 'succeeded' : 'failed',
    errorCode: usage ? null : 'provider_overloaded',
    usage,
    ledger: 'claimed',
    cut: false,
  };
}

const usage = (costUsd: number | null): Usage => ({ inputTokens: 10, outputTokens: 5, costUsd });

describe('paidUsage', () => {
  it('sums every paid call and leaves unpaid ones out', () => {
    const attempts = [attempt(usage(0.5)), attempt(null), attempt(usage(0.25))];
    expect(paidUsage(attempts)).toEqual({ inputTokens: 20, outputTokens: 10, costUsd: 0.75 });
  });

  it('does not know the cost when one price is unknown', () => {
    const attempts = [attempt(usage(null)), attempt(usage(0.25))];
    expect(paidUsage(attempts)).toEqual({ inputTokens: 20, outputTokens: 10, costUsd: null });
  });

  it('costs nothing when nothing was paid', () => {
    expect(paidUsage([attempt(null)])).toEqual({ inputTokens: 0, outputTokens: 0, costUsd: 0 });
  });
});
