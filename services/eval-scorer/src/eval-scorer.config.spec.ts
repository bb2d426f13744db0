import { describe, expect, it } from 'vitest';
import { loadConfig } from '@gauntlet/runtime';
import { EvalScorerConfig } from './eval-scorer.config';

const load = (rate: string) => loadConfig(EvalScorerConfig, { SCORER_SAMPLE_RATE: rate });

it('refuses a budget that no column can hold', () => {
  expect(() => loadConfig(EvalScorerConfig, { JUDGE_BUDGET_CALLS_PER_HOUR: '1e300' })).toThrow(/JUDGE_BUDGET/);
});

describe('SCORER_SAMPLE_RATE', () => {
  it.each(['0', '0.000001', '0.1', '1'])('may be %s', (rate) => {
    expect(load(rate).SCORER_SAMPLE_RATE).toBe(Number(rate));
  });

  // One answer would stand for more others than any sum of weights can bear.
  it.each(['1e-300', '-0.1', '1.1', 'Infinity', 'NaN', 'much'])('may not be %s', (rate) => {
    expect(() => load(rate)).toThrow(/SCORER_SAMPLE_RATE/);
  });
});
