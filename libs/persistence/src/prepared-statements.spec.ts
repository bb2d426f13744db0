import { Logger } from '@nestjs/common';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { EmbeddedPostgresServer } from '@gauntlet/dev-postgres';
import { startPostgres } from '@gauntlet/dev-postgres/testing';
import { temporaryDirectory, waitFor } from '@gauntlet/testing';
import { TransactionPooler } from '../test/transaction-pooler';
import { createDataSource } from './data-source';
import { Database } from './database';
import { PersistenceConfig } from './persistence.config';
import { StatementError } from './statement.error';

class CreateNotes1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE house.notes (id serial PRIMARY KEY, body text NOT NULL CHECK (body <> 'bad'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE house.notes');
  }
}

const WRITE = 'INSERT INTO house.notes (body) VALUES ($1) RETURNING body';
const PREPARED = 'SELECT generic_plans + custom_plans AS runs FROM pg_prepared_statements WHERE statement = $1';

describe('a prepared statement', () => {
  const home = temporaryDirectory();
  const open: Database[] = [];
  let server: EmbeddedPostgresServer;

  async function connected(url = server.url): Promise<Database> {
    const config = Object.assign(new PersistenceConfig(), { DATABASE_URL: url });
    const database = new Database(
      createDataSource(config, { schema: 'house', migrations: [CreateNotes1700000000000] }),
      config,
    );
    open.push(database);
    database.onModuleInit();
    await waitFor(() => database.isUp(), { deadlineMs: 15_000, description: 'the database to be up' });
    return database;
  }

  const written = async (database: Database) =>
    (await database.query<{ body: string }>('SELECT body FROM house.notes ORDER BY id')).map(({ body }) => body);

  beforeAll(async () => void (server = await startPostgres(home.path)));

  afterEach(async () => {
    await open[0]?.query('DROP SCHEMA house CASCADE');
    await Promise.all(open.splice(0).map((database) => database.onApplicationShutdown()));
  });

  afterAll(async () => {
    await server.stop();
    home.remove();
  });

  it('is parsed once by a connection that runs it again', async () => {
    const database = await connected();
    for (const body of ['a', 'b\0', 'c']) await database.queryPrepared(WRITE, [body]);
    expect(await database.query(PREPARED, [WRITE])).toEqual([{ runs: '3' }]);
    expect(await written(database)).toEqual(['a', 'b\ufffd', 'c']);
  });

  it('is refused for what it says, and the connection goes on with it', async () => {
    const database = await connected();
    await database.queryPrepared(WRITE, ['good']);
    await expect(database.queryPrepared(WRITE, ['bad'])).rejects.toBeInstanceOf(StatementError);
    await database.queryPrepared(WRITE, ['better']);
    expect(await database.query(PREPARED, [WRITE])).toEqual([{ runs: '3' }]);
    expect(await written(database)).toEqual(['good', 'better']);
  });

  it('gives what a table holds after a migration changed the table', async () => {
    const database = await connected();
    const read = () => database.queryPrepared('SELECT * FROM house.notes', []);
    await database.queryPrepared(WRITE, ['old']);
    await read();
    await database.query('ALTER TABLE house.notes ADD COLUMN done boolean');
    expect(await read()).toEqual([{ id: 1, body: 'old', done: null }]);
    await database.queryPrepared(WRITE, ['new']);
    expect(await database.query(PREPARED, [WRITE])).toEqual([{ runs: '2' }]);
  });

  it('runs once each time behind a pooler whose connections change under it, and the log says so once', async () => {
    const pooler = await TransactionPooler.start(server.url, 3);
    onTestFinished(() => pooler.stop());
    const warn = vi.spyOn(Logger.prototype, 'warn');
    onTestFinished(() => warn.mockRestore());
    const url = server.url.replace(/:\d+\//, `:${pooler.port}/`);
    const databases = [await connected(url), await connected(url)];
    const bodies = Array.from({ length: 60 }, (_, index) => `note ${index}`);
    const rows = await Promise.all(bodies.map((body, index) => databases[index % 2]?.queryPrepared(WRITE, [body])));
    expect(rows).toEqual(bodies.map((body) => [{ body }]));
    expect((await written(databases[0] as Database)).sort()).toEqual([...bodies].sort());
    const lines = warn.mock.calls.filter(([line]) => String(line).includes('keeps no prepared statements'));
    expect(lines).toHaveLength(2);
  });
});
