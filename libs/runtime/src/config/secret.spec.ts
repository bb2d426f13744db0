import { describe, expect, it } from 'vitest';
import { ConfigError } from './config.error';
import { loadConfig } from './load-config';
import { IsOptional } from './rules';
import { publicSecrets, requireOwnSecrets, Secret } from './secret';

class TrialSecrets {
  @Secret('hashes could be guessed') TRIAL_SECRET = 'for-development-only';
  @IsOptional() @Secret('nobody could be known') TRIAL_PEPPER?: string;
}

const OWN = { TRIAL_SECRET: 'a secret of our own', TRIAL_PEPPER: 'a pepper of our own' };

function refusalOn(host: string, env: NodeJS.ProcessEnv): string | null {
  try {
    requireOwnSecrets(host, env);
    return null;
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}

describe('requireOwnSecrets', () => {
  it.each(['127.0.0.1', '127.8.8.8', 'localhost', '::1'])('takes what everybody knows on %s', (host) => {
    expect(refusalOn(host, {})).toBeNull();
  });

  it.each(['0.0.0.0', '::', '192.168.0.7', 'gauntlet.example'])('takes none of it on %s, and names all', (host) => {
    const refusal = refusalOn(host, {});
    expect(refusal).toMatch(/TRIAL_SECRET is not set, and hashes could be guessed: HOST can be reached/);
    expect(refusal).toMatch(/TRIAL_PEPPER is not set, and nobody could be known/);
    expect(refusalOn(host, OWN)).toBeNull();
  });

  it('takes the default for none even when it is spelled out', () => {
    expect(refusalOn('0.0.0.0', { ...OWN, TRIAL_SECRET: 'for-development-only' })).toMatch(/^TRIAL_SECRET is not set/);
  });

  it('leaves length and type to the config', () => {
    expect(() => loadConfig(TrialSecrets, { ...OWN, TRIAL_SECRET: 'short' })).toThrow(/TRIAL_SECRET is wrong/);
    expect(loadConfig(TrialSecrets, {})).toEqual(new TrialSecrets());
  });
});

describe('publicSecrets', () => {
  it('are those that have a default, and are left at it', () => {
    expect(publicSecrets({})).toEqual(['TRIAL_SECRET']);
    expect(publicSecrets({ TRIAL_SECRET: 'for-development-only' })).toEqual(['TRIAL_SECRET']);
    expect(publicSecrets(OWN)).toEqual([]);
  });
});
