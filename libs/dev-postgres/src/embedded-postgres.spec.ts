import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryDirectory } from '@gauntlet/testing';
import { startPostgres } from '../test';
import { EmbeddedPostgresServer } from './embedded-postgres';

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client(url);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('EmbeddedPostgresServer', () => {
  let home: ReturnType<typeof temporaryDirectory>;
  const servers: EmbeddedPostgresServer[] = [];

  async function start(dataDir: string, port?: number): Promise<EmbeddedPostgresServer> {
    const server = await (port ? EmbeddedPostgresServer.start({ dataDir, port }) : startPostgres(dataDir));
    servers.push(server);
    return server;
  }

  beforeEach(() => {
    home = temporaryDirectory();
  });

  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.stop()));
    home.remove();
  });

  it('takes another password from its next start on, also one with quotes', async () => {
    const before = await start(home.path);
    await before.stop();
    const after = await EmbeddedPostgresServer.start({
      dataDir: home.path,
      port: before.port,
      password: "it's 100 % new/: @",
    });
    servers.push(after);
    expect(await ask(after.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    const old = `postgres://gauntlet:gauntlet@127.0.0.1:${after.port}/gauntlet`;
    await expect(ask(old, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('keeps what it acknowledged through a kill -9 and a restart', async () => {
    const server = await start(home.path);
    await ask(server.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await server.kill();
    expect(server.pid).toBeUndefined();
    await server.restart();
    expect(await ask(server.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('ends an orphan that still runs on the data directory, and goes on with its data', async () => {
    const orphan = await start(home.path);
    await ask(orphan.url, 'CREATE TABLE kept (answer int)');
    const heir = await start(home.path);
    expect(orphan.pid).toBeUndefined();
    expect(await ask(heir.url, 'SELECT * FROM kept')).toEqual([]);
  });

  it('starts although the lock of a dead server names a process that lives', async () => {
    const server = await start(home.path);
    await server.kill();
    writeFileSync(join(home.path, 'cluster', 'postmaster.pid'), `${process.ppid}\n${home.path}/cluster\n`);
    await server.restart();
    expect(server.pid).toBeDefined();
  });

  it('names the port that is busy', async () => {
    const other = await start(join(home.path, 'other'));
    const attempt = start(join(home.path, 'own'), other.port);
    await expect(attempt).rejects.toMatchObject({
      code: 'port_in_use',
      message: expect.stringContaining(`${other.port}`),
    });
  });

  it.runIf(process.getuid?.() === 0)('works as root below a directory that only root may enter', async () => {
    chmodSync(home.path, 0o700);
    const server = await start(join(home.path, 'data'));
    const [role] = await ask(server.url, 'SELECT rolsuper FROM pg_roles WHERE rolname = current_user');
    expect(role).toEqual({ rolsuper: false });
  });
});
