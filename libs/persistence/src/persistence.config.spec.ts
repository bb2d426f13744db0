import { describe, expect, it } from 'vitest';
import { loadConfig } from '@gauntlet/runtime';
import { PersistenceConfig } from './persistence.config';

const load = (DATABASE_URL: string) => loadConfig(PersistenceConfig, { DATABASE_URL });

it.each(['DATABASE_STATEMENT_TIMEOUT_MS', 'DATABASE_CONNECT_TIMEOUT_MS'])(
  'keeps %s to what a timer can count',
  (name) => {
    expect(() => loadConfig(PersistenceConfig, { [name]: '3000000000' })).toThrow(name);
  },
);

describe('DATABASE_URL', () => {
  it.each([
    'postgres://db/gauntlet',
    'postgresql://user:a,b@db:5432/gauntlet?sslmode=verify-full&sslrootcert=/ca.pem',
    'postgres://[::1]:5432/a,b',
  ])('may be %s', (url) => {
    expect(load(url).DATABASE_URL).toBe(url);
  });

  it.each([
    'mysql://db/gauntlet',
    'postgres://user:secret@one:5432,two:5432/gauntlet',
    'postgres://db/gauntlet?target_session_attrs=read-write',
  ])('is refused at start when it is %s, without being quoted', (url) => {
    expect(() => load(url)).toThrow(/DATABASE_URL.*use an address that follows the primary/);
    expect(() => load(url)).not.toThrow(/secret/);
  });
});
