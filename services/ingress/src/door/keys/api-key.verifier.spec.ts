import { describe, expect, it } from 'vitest';
import { type ApiKey, type ApiKeys, createKey } from '@gauntlet/keys';
import { ConfigError, RuntimeConfig } from '@gauntlet/runtime';
import { ApiKeyConfig } from '../../ingress.config';
import { ApiKeyVerifier } from './api-key.verifier';
import { ANONYMOUS } from './tenant';

const { text } = createKey({ tenant: 'shop', scopes: ['requests:write'], label: '', by: 'spec' }, 'pepper');
const KEY: ApiKey = { id: 'key_1', tenant: 'shop', scopes: ['requests:write'] };

interface Setting {
  readonly host?: string;
  readonly required?: boolean;
  readonly pepper?: boolean;
}

function verifier({ host = '127.0.0.1', required = false, pepper = true }: Setting = {}): ApiKeyVerifier {
  const keys: Pick<ApiKeys, 'find' | 'hasPepper'> = {
    find: (presented) => (presented === text ? KEY : null),
    hasPepper: () => pepper,
  };
  const runtime = Object.assign(new RuntimeConfig(), { HOST: host });
  const config = Object.assign(new ApiKeyConfig(), { INGRESS_REQUIRE_API_KEY: required });
  return new ApiKeyVerifier(keys as ApiKeys, runtime, config);
}

const write = (setting: Setting, authorization?: string) => verifier(setting).verify(authorization, 'requests:write');

describe('ApiKeyVerifier on loopback', () => {
  it.each([undefined, 'Bearer not-needed', 'Bearer sk-proj-1', 'Basic eDp5', 'Bearer '])(
    'lets %s in as the tenant without a key',
    (authorization) => expect(write({}, authorization)).toBe(ANONYMOUS),
  );

  it('takes a key for what it is', () => {
    expect(write({}, `bearer  ${text}`)).toEqual({ keyId: 'key_1', tenant: 'shop', scopes: ['requests:write'] });
  });

  it.each(['gk_live_x', text.slice(0, -1), `${text.slice(0, -1)}!`])('refuses the broken key %s', (broken) => {
    expect(() => write({}, `Bearer ${broken}`)).toThrow(
      expect.objectContaining({ status: 401, code: 'invalid_api_key' }),
    );
  });
});

describe.each([
  { host: '0.0.0.0' },
  { host: '10.0.0.7' },
  { host: '::' },
  { host: '127.0.0.1.example' },
  { required: true },
])('ApiKeyVerifier with %j', (setting) => {
  it.each([undefined, '', 'Basic eDp5', 'Bearer ', text])('refuses %s as no key at all', (authorization) => {
    const refusal = { status: 401, code: 'missing_api_key', retryable: false };
    expect(() => write(setting, authorization)).toThrow(expect.objectContaining(refusal));
  });

  it('refuses what is not a key in force, never saying it', () => {
    const refusal = { status: 401, code: 'invalid_api_key', message: expect.not.stringContaining('sk-1') };
    expect(() => write(setting, 'Bearer sk-1')).toThrow(expect.objectContaining(refusal));
  });

  it('lets a key in for its scopes alone', () => {
    expect(write(setting, `Bearer ${text}`).tenant).toBe('shop');
    const refusal = { status: 403, code: 'insufficient_scope' };
    const read = () => verifier(setting).verify(`Bearer ${text}`, 'requests:read');
    expect(read).toThrow(expect.objectContaining(refusal));
  });

  it('does not start without a pepper, naming the variable', () => {
    expect(() => verifier({ ...setting, pepper: false }).onModuleInit()).toThrow(ConfigError);
    expect(() => verifier({ ...setting, pepper: false }).onModuleInit()).toThrow(/^GAUNTLET_KEY_PEPPER is not set/);
    verifier(setting).onModuleInit();
  });
});

it('starts on loopback without a pepper', () => {
  for (const host of ['127.0.0.1', '127.8.8.8', '::1', 'localhost']) verifier({ host, pepper: false }).onModuleInit();
});
