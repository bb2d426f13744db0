import { execFileSync } from 'node:child_process';
import { appendFileSync, chownSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EmbeddedPostgresServer } from '@gauntlet/dev-postgres';
import { startPostgres } from '@gauntlet/dev-postgres/testing';
import { temporaryDirectory, waitFor } from '@gauntlet/testing';
import { createDataSource } from './data-source';
import { Database } from './database';
import { PersistenceConfig } from './persistence.config';

const IS_ENCRYPTED = 'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()';

/** Makes the server take TLS: a certificate for 127.0.0.1 that is its own authority. Gives the path of the authority. */
async function takeTls(postgres: EmbeddedPostgresServer, dataDir: string): Promise<string> {
  const cluster = join(dataDir, 'cluster');
  const [certificate, key] = [join(cluster, 'server.crt'), join(cluster, 'server.key')];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1'];
  execFileSync('openssl', ['req', ...kind, ...subject, '-keyout', key, '-out', certificate], { stdio: 'pipe' });
  const { uid, gid } = statSync(cluster);
  for (const file of [certificate, key]) chownSync(file, uid, gid);
  appendFileSync(join(cluster, 'postgresql.conf'), '\nssl = on\n');
  await postgres.restart();
  return certificate;
}

describe('DATABASE_URL', () => {
  const home = temporaryDirectory();
  const open: Database[] = [];
  let postgres: EmbeddedPostgresServer;
  let authority: string;

  function connect(query: string): Database {
    const config = Object.assign(new PersistenceConfig(), { DATABASE_URL: `${postgres.url}${query}` });
    const database = new Database(createDataSource(config, { schema: 'house', migrations: [] }), config);
    open.push(database);
    database.onModuleInit();
    return database;
  }

  beforeAll(async () => {
    postgres = await startPostgres(home.path);
    authority = await takeTls(postgres, home.path);
  });

  afterEach(async () => {
    await Promise.all(open.splice(0).map((database) => database.onApplicationShutdown()));
  });

  afterAll(async () => {
    await postgres.stop();
    home.remove();
  });

  it.each([
    ['without a word about TLS', () => '', false],
    ['with sslmode=verify-full and the authority', () => `?sslmode=verify-full&sslrootcert=${authority}`, true],
    ['with sslmode=no-verify', () => '?sslmode=no-verify', true],
  ])('connects %s', async (_what, query, ssl) => {
    const database = connect(query());
    await waitFor(() => database.isUp(), { deadlineMs: 15_000, description: 'the database to be up' });
    expect(await database.query(IS_ENCRYPTED)).toEqual([{ ssl }]);
  });

  it.each(['require', 'verify-ca', 'verify-full'])('refuses an unknown authority with sslmode=%s', async (sslmode) => {
    const database = connect(`?sslmode=${sslmode}`);
    const refusal = /not usable \(DEPTH_ZERO_SELF_SIGNED_CERT\)/;
    await expect.poll(() => reasonOf(database), { timeout: 10_000 }).toMatch(refusal);
  });
});

function reasonOf(database: Database): string {
  try {
    database.assertUp();
    return '';
  } catch (error) {
    return String(error);
  }
}
