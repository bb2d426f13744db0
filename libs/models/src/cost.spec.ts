import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { costOf } from './cost';

const tokens = { inputTokens: 1_000_000, outputTokens: 1_000_000, cachedInputTokens: 0, cacheWriteInputTokens: 0 };

describe('costOf', () => {
  it('prices a known model, also by its dated name', () => {
    expect(costOf('openai', 'gpt-4o-mini', tokens)?.usd).toBeCloseTo(0.75);
    expect(costOf('openai', 'gpt-4o-mini-2024-07-18', tokens)?.usd).toBeCloseTo(0.75);
    expect(costOf('anthropic', 'claude-3-5-haiku-20241022', tokens)?.usd).toBeCloseTo(4.8);
  });

  it('names the table by the version that is installed', () => {
    const root = readFileSync(join(__dirname, '../../../package.json'), 'utf8');
    const { dependencies } = JSON.parse(root) as { dependencies: Record<string, string> };
    const installed = `genai-prices@${dependencies['@pydantic/genai-prices']}`;
    expect(costOf('openai', 'gpt-4o-mini', tokens)?.table).toBe(installed);
  });

  it('bills cached input at its lower price, and what goes into the cache at its higher', () => {
    expect(costOf('openai', 'gpt-4o-mini', { ...tokens, cachedInputTokens: 1_000_000 })?.usd).toBeCloseTo(0.675);
    const written = { ...tokens, cacheWriteInputTokens: 1_000_000 };
    expect(costOf('anthropic', 'claude-3-5-haiku-20241022', written)?.usd).toBeCloseTo(5);
  });

  it('bills what a newer model of OpenAI’s writes into its cache', () => {
    const call = { ...tokens, inputTokens: 1_000, outputTokens: 100 };
    expect(costOf('openai', 'gpt-5.6-luna', call)?.usd).toBeCloseTo(0.00032, 9);
    expect(costOf('openai', 'gpt-5.6-luna', { ...call, cacheWriteInputTokens: 900 })?.usd).toBeCloseTo(0.000365, 9);
  });

  it('is null, not 0, for an unknown model, an unknown provider and uncounted tokens', () => {
    expect(costOf('openai', 'my-finetune', tokens)).toBeNull();
    expect(costOf('acme', 'gpt-4o-mini', tokens)).toBeNull();
    expect(costOf('openai', 'gpt-4o-mini', { ...tokens, outputTokens: null })).toBeNull();
  });

  it('gives simulated models a stated price, in-process and over the wire', () => {
    expect(costOf('simulated', 'sim-large', tokens)).toEqual({ usd: 0.75, table: 'simulated' });
    expect(costOf('openai', 'simulated/gpt-4o', tokens)).toEqual({ usd: 0.75, table: 'simulated' });
  });
});
