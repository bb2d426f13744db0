import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from '@gauntlet/runtime';
import { ModelInvokerConfig } from '../model-invoker.config';
import { providersFrom } from './providers.factory';

const providers = (env: NodeJS.ProcessEnv) => providersFrom(loadConfig(ModelInvokerConfig, env), env);

describe('providersFrom', () => {
  it('has the known providers, and those that the environment adds', () => {
    const env = { MODEL_PROVIDERS: 'groq,my-azure', GROQ_BASE_URL: 'https://g/v1', MY_AZURE_BASE_URL: 'https://a/v1' };
    expect([...providers(env).keys()]).toEqual(['simulated', 'openai', 'anthropic', 'ollama', 'groq', 'my-azure']);
  });

  it.each([
    [{ MODEL_PROVIDERS: 'groq' }, /GROQ_BASE_URL is not set/],
    [{ OPENAI_API_KEY: 'sk-1', OPENAI_API_KEY_FILE: '/x' }, /OPENAI_API_KEY and OPENAI_API_KEY_FILE are both set/],
    [{ SIMULATED_MODEL_BEHAVIOUR: '{"dance":1}' }, /SIMULATED_MODEL_BEHAVIOUR .*dance/],
  ])('ends the start with one line for %j', (env, line) => {
    expect(() => providers(env)).toThrow(ConfigError);
    expect(() => providers(env)).toThrow(line);
  });
});
