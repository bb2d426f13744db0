import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDeploymentFile } from '@gauntlet/artefacts';
import { costOf, providerEndpointsFrom } from '@gauntlet/models';
import { temporaryDirectory } from '@gauntlet/testing';
import { assertProvidersFor, dataDirFor, deploymentNamed } from './deployments';
import { LauncherError } from './launcher.errors';
import { ROOT } from './specs';

const FILES = readdirSync(join(ROOT, 'deployments'));
const PROVIDERS = ['simulated', ...providerEndpointsFrom({}).map(({ name }) => name)];
const TOKENS = { inputTokens: 1000, outputTokens: 1000, cachedInputTokens: 0, cacheWriteInputTokens: 0 };

const promptsOf = (file: string) =>
  Object.entries(parseDeploymentFile(readFileSync(join(ROOT, 'deployments', file), 'utf8'), file).prompts);

describe('the shipped deployments', () => {
  it.each(FILES)('%s has every prompt of the local one, from providers that need no further setting', (file) => {
    expect(promptsOf(file).map(([name]) => name)).toEqual(promptsOf('local.yaml').map(([name]) => name));
    for (const [, { model, backups = [] }] of promptsOf(file)) {
      for (const each of [model, ...backups]) expect(PROVIDERS).toContain(each?.provider);
    }
  });

  it.each(['openai.yaml', 'anthropic.yaml'])('%s names models that have a price', (file) => {
    const models = promptsOf(file).flatMap(([, { model, backups = [] }]) => [model, ...backups]);
    for (const each of models) expect(costOf(each?.provider ?? '', each?.model ?? '', TOKENS)?.usd).toBeGreaterThan(0);
  });

  it('are chosen by name, and by name only', () => {
    expect(deploymentNamed('ollama')).toBe('ollama');
    expect(() => deploymentNamed('lokal')).toThrow(/anthropic, local, ollama, openai/);
    expect(() => deploymentNamed('../package')).toThrow(/the deployments are/);
  });

  it.each([
    ['openai', {}, /openai needs a key: set OPENAI_API_KEY or OPENAI_API_KEY_FILE$/],
    ['anthropic', { OPENAI_API_KEY: 'sk-1' }, /ANTHROPIC_API_KEY/],
    ['openai', { OPENAI_API_KEY_FILE: '/nowhere' }, /OPENAI_API_KEY_FILE names a file/],
  ])('say at once that %s lacks its key with %j', (name, env, line) => {
    expect(() => assertProvidersFor(name, env)).toThrow(line);
  });

  it('start with their key, and without one where none is needed', () => {
    expect(() => assertProvidersFor('openai', { OPENAI_API_KEY: 'sk-1' })).not.toThrow();
    for (const name of ['local', 'ollama']) expect(() => assertProvidersFor(name, {})).not.toThrow();
  });

  it.each([
    [
      'version: v1, policy: p@v1, cannedAnswer: x, model: { provider: olama, model: m }',
      /a\.yaml names the provider olama: .*MODEL_PROVIDERS/,
    ],
    ['version: v1', /^deployments\/a\.yaml: /],
  ])('say in one line what is wrong with %s', (pin, line) => {
    const home = temporaryDirectory();
    mkdirSync(join(home.path, 'deployments'));
    writeFileSync(join(home.path, 'deployments/a.yaml'), `prompts:\n  a: { ${pin} }\n`);
    const start = (env: NodeJS.ProcessEnv) => () => assertProvidersFor('a', env, home.path);
    expect(start({})).toThrow(LauncherError);
    expect(start({})).toThrow(line);
    if (pin.includes('olama')) expect(start({ MODEL_PROVIDERS: 'olama', OLAMA_BASE_URL: 'http://x/v1' })).not.toThrow();
    home.remove();
  });

  it('have state of their own: in that of another they would change nothing', () => {
    expect([dataDirFor('local'), dataDirFor('ollama')]).toEqual(['.gauntlet', join('.gauntlet', 'ollama')]);
  });
});
