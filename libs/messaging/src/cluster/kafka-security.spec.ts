import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadConfig } from '@gauntlet/runtime';
import { temporaryDirectory } from '@gauntlet/testing';
import { KafkaConfig } from './kafka.config';
import { kafkaClientOptions } from './kafka-client';

const directory = temporaryDirectory();
afterAll(() => directory.remove());

function file(name: string, text: string): string {
  const path = join(directory.path, name);
  writeFileSync(path, text);
  return path;
}

const securityWith = (env: Record<string, string>) => kafkaClientOptions('spec', loadConfig(KafkaConfig, env)).security;
const login = { KAFKA_SASL_MECHANISM: 'scram-sha-512', KAFKA_SASL_USERNAME: 'ada' };

describe('Kafka by environment', () => {
  it('is open unless something else is said', () => {
    expect(securityWith({})).toEqual({});
    expect(securityWith({ KAFKA_TLS: 'false' })).toEqual({});
  });

  it('takes an authority, a certificate of the client, and a login', () => {
    const env = {
      KAFKA_TLS: 'true',
      KAFKA_TLS_CA: file('ca', 'authority'),
      KAFKA_TLS_CERT: file('cert', 'certificate'),
      KAFKA_TLS_KEY: file('key', 'private'),
      KAFKA_SASL_PASSWORD_FILE: file('password', 'secret\n'),
      ...login,
    };
    expect(securityWith(env)).toEqual({
      ssl: { ca: 'authority', cert: 'certificate', key: 'private' },
      sasl: { mechanism: 'scram-sha-512', username: 'ada', password: 'secret' },
    });
    expect(securityWith({ KAFKA_TLS: 'true' })).toEqual({ ssl: {} });
  });

  it.each([
    ['files without TLS', { KAFKA_TLS_CA: 'x' }, /^KAFKA_TLS is not true, but KAFKA_TLS_CA is set/],
    ['a certificate without its key', { KAFKA_TLS: 'true', KAFKA_TLS_CERT: 'x' }, /^KAFKA_TLS_KEY is not set/],
    ['a key without its certificate', { KAFKA_TLS: 'true', KAFKA_TLS_KEY: 'x' }, /^KAFKA_TLS_CERT is not set/],
    ['a login without a password', login, /^KAFKA_SASL_PASSWORD is not set, but KAFKA_SASL_MECHANISM is/],
    ['a password alone', { KAFKA_SASL_PASSWORD: 'secret' }, /^KAFKA_SASL_MECHANISM is not set.*USERNAME is not set/],
    ['two passwords', { ...login, KAFKA_SASL_PASSWORD: 'secret', KAFKA_SASL_PASSWORD_FILE: 'x' }, /both set/],
    ['a file that is not there', { ...login, KAFKA_SASL_PASSWORD_FILE: '/none' }, /_FILE names a file that can't be/],
    ['a mechanism that nobody knows', { ...login, KAFKA_SASL_MECHANISM: 'oauth' }, /^KAFKA_SASL_MECHANISM is "oauth"/],
  ])('refuses %s by name, and without its value', (_, env, message) => {
    expect(() => securityWith(env as Record<string, string>)).toThrow(message);
    expect(() => securityWith(env as Record<string, string>)).not.toThrow(/secret/);
  });
});
