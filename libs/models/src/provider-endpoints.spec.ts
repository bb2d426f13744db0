import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { InvalidProviderError, providerEndpointsFrom } from './provider-endpoints';

const directory = mkdtempSync(join(tmpdir(), 'gauntlet-keys-'));
afterAll(() => rmSync(directory, { recursive: true }));

function fileWith(text: string): string {
  const path = join(directory, `${text.length}.key`);
  writeFileSync(path, text);
  return path;
}

const endpoint = (name: string, env: NodeJS.ProcessEnv, further: string[] = []) =>
  providerEndpointsFrom(env, further).find((each) => each.name === name);

describe('providerEndpointsFrom', () => {
  it('knows three providers without any setting', () => {
    expect(providerEndpointsFrom({})).toMatchObject([
      { name: 'openai', protocol: 'openai', apiKey: null, needsKey: true },
      { name: 'anthropic', protocol: 'anthropic', apiKey: null, needsKey: true },
      { name: 'ollama', protocol: 'openai', apiKey: null, needsKey: false },
    ]);
  });

  it('sets each instance by its own variables', () => {
    const env = {
      OPENAI_API_KEY: 'sk-1',
      MY_AZURE_BASE_URL: 'https://x.openai.azure.com/openai/v1',
      MY_AZURE_API_KEY: ' az-1\n',
    };
    expect(endpoint('my-azure', env, ['my-azure'])).toEqual({
      name: 'my-azure',
      protocol: 'openai',
      baseUrl: 'https://x.openai.azure.com/openai/v1',
      apiKey: 'az-1',
      needsKey: false,
      keyVariable: 'MY_AZURE_API_KEY',
    });
    expect(endpoint('openai', env)).toMatchObject({ apiKey: 'sk-1', baseUrl: 'https://api.openai.com/v1' });
  });

  it('reads a key from a file, without the newline that editors leave', () => {
    expect(endpoint('anthropic', { ANTHROPIC_API_KEY_FILE: fileWith('sk-ant-secret\n') })?.apiKey).toBe(
      'sk-ant-secret',
    );
  });

  it.each([
    ['a name without URL', {}, ['groq'], 'GROQ_BASE_URL'],
    ['a URL that is none', { OLLAMA_BASE_URL: 'localhost:11434' }, [], 'OLLAMA_BASE_URL'],
    ['a name that can be none', {}, ['My Azure'], 'MODEL_PROVIDERS'],
    ['the name of the simulated provider', {}, ['simulated'], 'MODEL_PROVIDERS'],
    ['two sources of one key', { OPENAI_API_KEY: 'sk-1', OPENAI_API_KEY_FILE: '/x' }, [], 'OPENAI_API_KEY'],
    ['a file that is not there', { OPENAI_API_KEY_FILE: '/nowhere/sk-1' }, [], 'OPENAI_API_KEY_FILE'],
    ['an empty file', { OPENAI_API_KEY_FILE: fileWith('\n') }, [], 'OPENAI_API_KEY_FILE'],
  ])('refuses %s and names the variable, never a value', (_, env, further, variable) => {
    const attempt = () => providerEndpointsFrom(env, further);
    expect(attempt).toThrow(expect.objectContaining({ variable, code: 'invalid_provider' }) as Error);
    expect(attempt).toThrow(InvalidProviderError);
    expect(attempt).not.toThrow(/sk-1/);
  });
});
