import { describe, expect, it } from 'vitest';
import { CommaSeparated } from './comma-separated';
import { ConfigError } from './config.error';
import { loadConfig } from './load-config';
import { IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, Max, Min } from './rules';

class TrialConfig {
  @IsInt() @Min(1) @Max(100) TRIAL_LIMIT = 10;
  @IsInt() TRIAL_WRITTEN: number = 1;
  @IsInt() TRIAL_WAIT_MS = 1_000;
  @IsBoolean() TRIAL_ON = true;
  @CommaSeparated() @IsArray() @IsString({ each: true }) TRIAL_BROKERS = ['127.0.0.1:9092'];
  @IsIn(['a', 'b']) TRIAL_KIND = 'a';
  @IsOptional() @IsString() TRIAL_API_KEY?: string;
}

class DemandingConfig {
  @IsString() TRIAL_NAME!: string;
}

function problemsOf(load: () => unknown): string {
  try {
    load();
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
  }
  throw new Error('expected a ConfigError');
}

describe('loadConfig', () => {
  it('keeps the defaults of unset and of empty variables', () => {
    expect(loadConfig(TrialConfig, { TRIAL_LIMIT: '', TRIAL_KIND: ' ' })).toEqual(new TrialConfig());
  });

  it('converts by type', () => {
    const env = {
      TRIAL_LIMIT: '42',
      TRIAL_WRITTEN: '7',
      TRIAL_ON: 'false',
      TRIAL_BROKERS: 'a:1, b:2,',
      TRIAL_KIND: 'b',
    };
    const config = loadConfig(TrialConfig, env);
    expect(config).toMatchObject({
      TRIAL_LIMIT: 42,
      TRIAL_WRITTEN: 7,
      TRIAL_ON: false,
      TRIAL_BROKERS: ['a:1', 'b:2'],
      TRIAL_KIND: 'b',
    });
  });

  it('takes over nothing that the class does not name', () => {
    expect(loadConfig(TrialConfig, { PATH: '/bin' })).not.toHaveProperty('PATH');
  });

  it('names every wrong variable with its value and the way out', () => {
    const problems = problemsOf(() => loadConfig(TrialConfig, { TRIAL_LIMIT: 'many', TRIAL_ON: 'maybe' }));
    expect(problems).toMatch(/TRIAL_LIMIT is "many": .*integer.*; correct it, or unset it for 10/);
    expect(problems).toMatch(/TRIAL_ON is "maybe": .*boolean/);
  });

  it.each([
    ['TRIAL_WAIT_MS', '3000000000'],
    ['TRIAL_WRITTEN', '1e300'],
  ])('refuses a number that no timer or integer holds: %s=%s', (variable, value) => {
    expect(problemsOf(() => loadConfig(TrialConfig, { [variable]: value }))).toMatch(`${variable} is "${value}"`);
  });

  it('says that a variable without default must be set', () => {
    expect(problemsOf(() => loadConfig(DemandingConfig, {}))).toMatch(/^TRIAL_NAME is not set: .*; set it$/);
  });

  it('never repeats a secret', () => {
    class SecretConfig {
      @IsIn(['x']) TRIAL_API_KEY = 'x';
    }
    expect(problemsOf(() => loadConfig(SecretConfig, { TRIAL_API_KEY: 'sk-1234' }))).not.toContain('sk-1234');
  });
});
