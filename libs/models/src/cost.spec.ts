import { describe, expect, it } from 'vitest';
import { costOf } from './cost';

const tokens = { inputTokens: 1_000_000, outputTokens: 1_000_000, cachedInputTokens: 0 };

describe('costOf', () => {
  it('prices a known model, also by its dated name', () => {
    expect(costOf('openai', 'gpt-4o-mini', tokens)).toBeCloseTo(0.75);
    expect(costOf('openai', 'gpt-4o-mini-2024-07-18', tokens)).toBeCloseTo(0.75);
  });

  it('bills cached input at its lower price', () => {
    expect(costOf('openai', 'gpt-4o-mini', { ...tokens, cachedInputTokens: 1_000_000 })).toBeCloseTo(0.675);
  });

  it('is null, not 0, for an unknown model, an unknown provider and uncounted tokens', () => {
    expect(costOf('openai', 'my-finetune', tokens)).toBeNull();
    expect(costOf('acme', 'gpt-4o-mini', tokens)).toBeNull();
    expect(costOf('openai', 'gpt-4o-mini', { ...tokens, outputTokens: null })).toBeNull();
  });

  it('gives simulated models a stated price, in-process and over the wire', () => {
    expect(costOf('simulated', 'sim-large', tokens)).toBeCloseTo(0.75);
    expect(costOf('openai', 'simulated/gpt-4o', tokens)).toBeCloseTo(0.75);
  });
});
