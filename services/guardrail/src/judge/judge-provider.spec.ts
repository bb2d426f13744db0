import { describe, expect, it } from 'vitest';
import { loadConfig } from '@gauntlet/runtime';
import { GuardrailConfig } from '../guardrail.config';
import { providerOf } from './judge-provider';

const named = (name: string, env: NodeJS.ProcessEnv) => providerOf(loadConfig(GuardrailConfig, env), name, env);

describe('providerOf', () => {
  it('gives a provider of this process, one that is set by its name among them', () => {
    const further = { MODEL_PROVIDERS: 'groq', GROQ_BASE_URL: 'http://127.0.0.1:9/v1' };
    expect(named('groq', further).name).toBe('groq');
    expect(named('openai', { OPENAI_API_KEY: 'x' }).name).toBe('openai');
    expect(named('simulated', {}).name).toBe('simulated');
  });

  it.each([
    ['an unknown provider', 'groq', {}, 'names the provider groq; there are simulated, openai'],
    ['a provider without its key', 'openai', {}, 'OPENAI_API_KEY is not set'],
    [
      'a provider that is set wrongly',
      'openai',
      { OPENAI_API_KEY: 'x', OPENAI_BASE_URL: 'api' },
      'OPENAI_BASE_URL is no',
    ],
  ])('refuses %s', (_, name, env, problem) => {
    expect(() => named(name, env)).toThrow(problem);
  });
});
