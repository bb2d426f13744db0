import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SERVICES } from '@gauntlet/contracts';
import { temporaryDirectory } from '@gauntlet/testing';
import { environmentFor } from '../processes/child-environment';
import { keptSecrets, LOCAL_SECRETS, localSecrets, secretsFile } from './local-secrets';

const ROOT = resolve(__dirname, '../../../..');
let directory: ReturnType<typeof temporaryDirectory>;
beforeEach(() => {
  directory = temporaryDirectory();
});
afterEach(() => directory.remove());

function sourceOf(folder: string): string {
  const path = join(ROOT, folder, 'src');
  const files = existsSync(path) ? readdirSync(path).filter((name) => name.endsWith('.config.ts')) : [];
  return files.map((name) => readFileSync(join(path, name), 'utf8')).join('\n');
}

describe('secrets of a local stack', () => {
  it('are made once for each folder, differ, and are kept for its owner alone', () => {
    const first = localSecrets(directory.path, {});
    expect(new Set(Object.values(first)).size).toBe(Object.keys(LOCAL_SECRETS).length);
    for (const secret of Object.values(first)) expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(localSecrets(directory.path, {})).toEqual(first);
    expect(keptSecrets(directory.path)).toEqual(first);
    expect(statSync(secretsFile(directory.path)).mode & 0o777).toBe(0o600);
  });

  it('are those of the environment where it sets them, which are not kept', () => {
    const mine = localSecrets(directory.path, { GAUNTLET_KEY_PEPPER: 'the pepper of mine' });
    expect(mine.GAUNTLET_KEY_PEPPER).toBe('the pepper of mine');
    expect(keptSecrets(directory.path).GAUNTLET_KEY_PEPPER).not.toBe('the pepper of mine');
  });

  it('gets new ones beside those of an older start', () => {
    writeFileSync(secretsFile(directory.path), '{"GAUNTLET_KEY_PEPPER":"the pepper of before"}');
    const secrets = localSecrets(directory.path, {});
    expect(secrets.GAUNTLET_KEY_PEPPER).toBe('the pepper of before');
    expect(keptSecrets(directory.path)).toEqual(secrets);
  });

  it('covers every secret that a service asks for', () => {
    const texts = [...SERVICES.map((service) => `services/${service}`), 'libs/keys'].map(sourceOf).join('\n');
    const asked = [...texts.matchAll(/@Secret\([^)]*\)\s+(?:@\w+\([^)]*\)\s+)*(\w+)/g)].map(([, name]) => name);
    expect(asked.length).toBeGreaterThan(2);
    const known = [...texts.matchAll(/(\w+)(?:: string)? = 'for-development-only'/g)].map(([, name]) => name);
    expect(asked).toEqual(expect.arrayContaining(known));
    expect(Object.keys(LOCAL_SECRETS)).toEqual(expect.arrayContaining(asked));
  });
});

describe('the environment of a process', () => {
  const secrets = {
    ...Object.fromEntries(Object.keys(LOCAL_SECRETS).map((name) => [name, 'x'])),
    OPENAI_API_KEY: 'x',
    MY_AZURE_API_KEY_FILE: 'x',
    GAUNTLET_API_KEY: 'x',
    DATABASE_URL: 'x',
    KAFKA_SASL_PASSWORD: 'x',
    NPM_TOKEN: 'x',
    AWS_ACCESS_KEY_ID: 'x',
  };
  const given = (...names: string[]) => Object.keys(environmentFor(names, { ...secrets, PATH: '/bin' }));

  it('has its own secrets and no other', () => {
    expect(given('ingress').sort()).toEqual([
      ...['DATABASE_URL', 'GAUNTLET_KEY_PEPPER', 'INGRESS_IDEMPOTENCY_SECRET', 'KAFKA_SASL_PASSWORD', 'PATH'],
    ]);
    expect(given('guardrail')).toEqual(['KAFKA_SASL_PASSWORD', 'PATH']);
    expect(given('model-invoker').sort()).toEqual([
      ...['DATABASE_URL', 'KAFKA_SASL_PASSWORD', 'MY_AZURE_API_KEY_FILE', 'OPENAI_API_KEY', 'PATH'],
    ]);
    expect(given('eval-scorer').sort()).toEqual(['DATABASE_URL', 'JUDGE_MARK_SECRET', 'KAFKA_SASL_PASSWORD', 'PATH']);
    expect(given('postgres')).toEqual(['POSTGRES_PASSWORD', 'PATH']);
    expect(given('dev-broker')).toEqual(['PATH']);
    expect(given('deploy')).toEqual(['KAFKA_SASL_PASSWORD', 'PATH']);
  });

  it('has those of all services that it runs', () => {
    expect(given('eval-scorer', 'drift-monitor').sort()).toEqual(given('eval-scorer').sort());
    expect(given('ingress', 'prompt-render')).toEqual(
      expect.arrayContaining(['GAUNTLET_KEY_PEPPER', 'PROMPT_MARK_SECRET', 'DATABASE_URL']),
    );
  });

  it.each(SERVICES)('has everything that %s itself reads', (service) => {
    const variables = sourceOf(`services/${service}`).match(/\b[A-Z][A-Z0-9]*(_[A-Z0-9]+)+\b(?=[?!]?:| =)/g) ?? [];
    const env = environmentFor([service], Object.fromEntries(variables.map((name) => [name, 'x'])));
    expect(Object.keys(env)).toEqual([...new Set(variables)]);
  });
});
