import { describe, expect, it } from 'vitest';
import { registryWith } from '@gauntlet/registry/testing';
import { loadConfig } from '@gauntlet/runtime';
import { GuardrailConfig } from '../guardrail.config';
import { judgeFrom } from './judge.factory';

const judgeIn = (env: NodeJS.ProcessEnv) => judgeFrom(loadConfig(GuardrailConfig, env), registryWith(), env);

describe('judgeFrom', () => {
  it('makes a judge only where a model is named', async () => {
    expect(await judgeIn({})).toBeUndefined();
    expect(await judgeIn({ GUARDRAIL_JUDGE_MODEL: 'simulated/org/model' })).toBeDefined();
  });

  it('ends the start for a model that can not be asked', async () => {
    expect(() => judgeIn({ GUARDRAIL_JUDGE_MODEL: 'gpt-4.1-mini' })).toThrow('must be provider/model');
    await expect(judgeIn({ GUARDRAIL_JUDGE_MODEL: 'openai/x' })).rejects.toThrow('OPENAI_API_KEY is not set');
  });
});
