import { once } from 'node:events';
import { type AddressInfo, connect as dial, createServer, type Server, type Socket } from 'node:net';
import { Logger } from '@nestjs/common';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { EmbeddedPostgresServer } from '@gauntlet/dev-postgres';
import { startPostgres } from '@gauntlet/dev-postgres/testing';
import { temporaryDirectory, waitFor } from '@gauntlet/testing';
import { createDataSource } from './data-source';
import { Database, DatabaseUnavailableError } from './database';
import { PersistenceConfig } from './persistence.config';

const LOCK_HOLDER = `
  SELECT state FROM pg_stat_activity JOIN pg_locks USING (pid) WHERE locktype = 'advisory' AND granted`;
let lockHolders: { state: string }[] = [];

class CreateNotes1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    lockHolders = await runner.query(LOCK_HOLDER);
    await runner.query('CREATE TABLE house.notes (id integer PRIMARY KEY)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE house.notes');
  }
}

const refusal = (text: string) => {
  const fields = Buffer.from(`SFATAL\0C08P01\0M${text}\0\0`);
  const head = Buffer.alloc(5, 'E');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
};

/** An address that leads to Postgres; in front of a pooler, which refuses what it doesn't know of a start. */
async function address(port: number, { isPooler = false } = {}): Promise<{ server: Server; starts: string[] }> {
  const starts: string[] = [];
  const server = createServer((client: Socket) => {
    client.on('error', () => client.destroy());
    client.once('data', (start) => {
      starts.push(start.toString('latin1'));
      if (isPooler && start.includes('statement_timeout'))
        return client.end(refusal('unsupported startup parameter: statement_timeout'));
      const upstream = dial(port, '127.0.0.1').on('error', () => client.destroy());
      upstream.write(start);
      client.pipe(upstream).pipe(client);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, starts };
}

describe('Database', () => {
  const home = temporaryDirectory();
  const open: Database[] = [];
  const servers: Server[] = [];
  let postgres: EmbeddedPostgresServer;

  async function connected(url = postgres.url): Promise<Database> {
    const config = Object.assign(new PersistenceConfig(), { DATABASE_URL: url, DATABASE_POOL_SIZE: 2 });
    const options = { schema: 'house', migrations: [CreateNotes1700000000000] };
    const database = new Database(createDataSource(config, options), config);
    open.push(database);
    database.onModuleInit();
    await becomesUp(database);
    return database;
  }

  const becomesUp = (database: Database) =>
    waitFor(() => database.isUp(), { deadlineMs: 15_000, description: 'the database to be up' });

  // What a client sees of a failover whose old primary goes on answering: its own connections are read-only, new ones
  // lead to a server that takes writes.
  const demote = (database: Database) => database.query('SET default_transaction_read_only = on');

  beforeAll(async () => {
    postgres = await startPostgres(home.path);
  });

  afterEach(async () => {
    await Promise.all(open.splice(0).map((database) => database.onApplicationShutdown()));
    servers.splice(0).forEach((server) => server.close());
  });

  afterAll(async () => {
    await postgres.stop();
    home.remove();
  });

  it('leaves a primary that takes no writes any more, as in an outage, and goes on with the new one', async () => {
    const database = await connected();
    await demote(database);
    const write = 'INSERT INTO house.notes VALUES (1)';
    await expect(database.query(write)).rejects.toBeInstanceOf(DatabaseUnavailableError);
    expect(() => database.assertUp()).toThrow(/read-only transaction/);
    await becomesUp(database);
    await database.query(write);
    expect(await database.query('SELECT id FROM house.notes')).toEqual([{ id: 1 }]);
  });

  it('notices a primary that takes no writes although nothing is written', async () => {
    const database = await connected();
    await demote(database);
    await waitFor(() => !database.isUp(), { deadlineMs: 10_000, description: 'the read-only server to be noticed' });
    await becomesUp(database);
    expect(await database.query('SHOW default_transaction_read_only')).toEqual([
      { default_transaction_read_only: 'off' },
    ]);
  });

  it('is not up as long as there is only a server that takes no writes, says so, and comes back by itself', async () => {
    const [operator, database] = [await connected(), await connected()];
    await operator.query('ALTER ROLE gauntlet SET default_transaction_read_only = on');
    await demote(database);
    const log = vi.spyOn(Logger.prototype, 'log');
    onTestFinished(() => log.mockRestore());
    await expect(database.query('DELETE FROM house.notes')).rejects.toBeInstanceOf(DatabaseUnavailableError);
    await vi.waitFor(() => expect(() => database.assertUp()).toThrow(/25006.*the server is read-only/), 10_000);
    expect(log).not.toHaveBeenCalledWith('connected to Postgres');
    await operator.query('ALTER ROLE gauntlet RESET default_transaction_read_only');
    await becomesUp(database);
  });

  it('migrates and works behind a pooler that knows no statement_timeout', async () => {
    const { server, starts } = await address(postgres.port, { isPooler: true });
    servers.push(server);
    const { port } = server.address() as AddressInfo;
    const database = await connected(postgres.url.replace(/:\d+\//, `:${port}/`));
    await database.query('SELECT 1');
    expect(starts.filter((start) => start.includes('statement_timeout'))).toHaveLength(1);
  });

  it('holds the lock of migrations by a transaction, which a pooler keeps on one connection', async () => {
    const database = await connected();
    await database.query('DROP SCHEMA house CASCADE');
    await connected();
    expect(lockHolders).toEqual([{ state: 'idle in transaction' }]);
  });
});
