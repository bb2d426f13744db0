import type { MigrationInterface, QueryRunner } from 'typeorm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EmbeddedPostgresServer } from '@gauntlet/dev-postgres';
import { startPostgres } from '@gauntlet/dev-postgres/testing';
import { temporaryDirectory, waitFor } from '@gauntlet/testing';
import { type BulkTarget, BulkWriter, type RowOf } from './bulk-writer';
import { createDataSource } from './data-source';
import { Database, DatabaseUnavailableError } from './database';
import { PersistenceConfig } from './persistence.config';
import { StatementError } from './statement.error';

class CreateNotes1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE house.notes (id integer PRIMARY KEY, body text NOT NULL CHECK (body <> 'bad'), tags jsonb)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE house.notes');
  }
}

const NOTES = {
  table: 'house.notes',
  columns: { id: 'integer', body: 'text', tags: 'jsonb null' },
  conflict: '(id) DO NOTHING',
} as const satisfies BulkTarget;

describe('Database', () => {
  const home = temporaryDirectory();
  const open: Database[] = [];
  let server: EmbeddedPostgresServer;

  function connect(overrides: Partial<PersistenceConfig> = {}): Database {
    const config = Object.assign(new PersistenceConfig(), { DATABASE_URL: server.url }, overrides);
    const options = { schema: 'house', migrations: [CreateNotes1700000000000] };
    const database = new Database(createDataSource(config, options), config);
    open.push(database);
    database.onModuleInit();
    return database;
  }

  const connected = (database: Database) =>
    waitFor(() => database.isUp(), { deadlineMs: 15_000, description: 'the database to be up' });

  const notes = (database: Database) => new BulkWriter(database, NOTES);

  beforeAll(async () => {
    server = await startPostgres(home.path);
  });

  afterEach(async () => {
    await Promise.all(open.splice(0).map((database) => database.onApplicationShutdown()));
  });

  afterAll(async () => {
    await server.stop();
    home.remove();
  });

  it('starts without Postgres, refuses statements as an outage, and migrates once it comes', async () => {
    await server.stop();
    const database = connect();
    await expect(database.query('SELECT 1')).rejects.toMatchObject({ code: 'database_unavailable', retryable: true });
    await server.restart();
    await connected(database);
    expect(await database.query('SELECT name FROM house.migrations')).toHaveLength(1);
  });

  it('lets a statement of the first moment wait until it is connected and migrated', async () => {
    expect(await connect().query('SELECT name FROM house.migrations')).toHaveLength(1);
  });

  it('lets several processes migrate at the same time', async () => {
    const databases = [connect(), connect(), connect()];
    await Promise.all(databases.map(connected));
    expect(await databases[0]?.query('SELECT name FROM house.migrations')).toHaveLength(1);
  });

  it('tells an outage from a refused statement, and comes back after a kill -9', async () => {
    const database = connect();
    await connected(database);
    await expect(database.query('SELECT nothing')).rejects.toBeInstanceOf(StatementError);
    const cut = database.query('SELECT pg_sleep(60)');
    const refused = expect(cut).rejects.toBeInstanceOf(DatabaseUnavailableError);
    await server.kill();
    await refused;
    expect(database.isUp()).toBe(false);
    await server.restart();
    await connected(database);
  });

  it('takes a statement that is too slow for an outage, without giving up the connection', async () => {
    const database = connect({ DATABASE_STATEMENT_TIMEOUT_MS: 100 });
    await connected(database);
    await expect(database.query('SELECT pg_sleep(5)')).rejects.toBeInstanceOf(DatabaseUnavailableError);
    expect(database.isUp()).toBe(true);
  });

  it('says that there is no room until something is written again', async () => {
    const database = connect();
    await connected(database);
    const full = `DO $$ BEGIN RAISE 'could not extend file' USING ERRCODE = '53100'; END $$`;
    await expect(database.query(full)).rejects.toBeInstanceOf(DatabaseUnavailableError);
    await database.query('SELECT 1');
    await database.query('WITH updated AS (SELECT 1 AS one) SELECT one FROM updated');
    expect(() => database.assertRoom()).toThrow(/^Postgres has no room since .*could not extend file/);
    await database.query('WITH gone AS (DELETE FROM house.notes WHERE id = -1 RETURNING 1) SELECT 1 FROM gone');
    expect(() => database.assertRoom()).not.toThrow();
  });

  it('writes rows in bulk once, and names only the rows that are refused', async () => {
    const database = connect();
    await connected(database);
    const writer = notes(database);
    const rows = Array.from({ length: 500 }, (_, id) => ({ id, body: id === 250 ? 'bad' : `n${id}`, tags: { id } }));
    const results = await Promise.allSettled([...rows, ...rows.slice(0, 10)].map((row) => writer.write(row)));
    const refused = results.flatMap((result, index) => (result.status === 'rejected' ? [index] : []));
    expect(refused).toEqual([250]);
    const [count] = await database.query<{ rows: number }>('SELECT count(*)::int AS rows FROM house.notes');
    expect(count?.rows).toBe(499);
  });

  it('stores texts that Postgres cannot hold', async () => {
    const database = connect();
    await connected(database);
    await notes(database).write({ id: 1000, body: 'a\0b', tags: { 'k\0': ['\ud800', null], quote: '{"a",\\}' } });
    const [row] = await database.query<RowOf<typeof NOTES>>('SELECT body, tags FROM house.notes WHERE id = 1000');
    expect(row).toEqual({ body: 'a\ufffdb', tags: { 'k\ufffd': ['\ufffd', null], quote: '{"a",\\}' } });
  });

  it('makes every parameter of every statement storable', async () => {
    const database = connect();
    await connected(database);
    const parameters = ['a\0', ['b\0', '\ud800'], { 'c\0': ['\udfff'] }, Buffer.from('d\0'), new Date(0), null];
    const types = ['text', 'text[]', 'jsonb', 'bytea', 'timestamptz', 'text'];
    const columns = types.map((type, index) => `$${index + 1}::${type} AS p${index}`).join(', ');
    expect(await database.query(`SELECT ${columns}`, parameters)).toEqual([
      {
        p0: 'a\ufffd',
        p1: ['b\ufffd', '\ufffd'],
        p2: { 'c\ufffd': ['\ufffd'] },
        p3: Buffer.from('d\0'),
        p4: new Date(0),
        p5: null,
      },
    ]);
  });

  it('rejects every row that waits when Postgres goes away, and writes them on a retry', async () => {
    const database = connect();
    await connected(database);
    const writer = notes(database);
    await server.stop();
    const rows = [2001, 2002].map((id) => ({ id, body: 'late', tags: null }));
    const results = await Promise.allSettled(rows.map((row) => writer.write(row)));
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await server.restart();
    await connected(database);
    await Promise.all(rows.map((row) => writer.write(row)));
    expect(await database.query('SELECT id FROM house.notes WHERE id > 2000 AND tags IS NULL')).toHaveLength(2);
  });
});
