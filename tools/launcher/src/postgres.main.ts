import { EmbeddedPostgresServer } from '@gauntlet/testing';
import { join } from 'node:path';
import { waitUntil } from './wait-until';

const port = Number(process.env.POSTGRES_PORT ?? 5433);
const dataDir = join(process.env.GAUNTLET_DATA_DIR ?? '.gauntlet', 'postgres');

EmbeddedPostgresServer.start({ dataDir, port }).then(serveUntilStopped).catch(fail);

async function serveUntilStopped(server: EmbeddedPostgresServer): Promise<void> {
  const stop = () => void server.stop().then(() => process.exit(0), fail);
  process.once('SIGTERM', stop).once('SIGINT', stop);
  // The launcher is gone when its channel closes, and a database without an owner must not live on.
  process.once('disconnect', stop);
  process.send?.({ type: 'ready', port });
  await waitUntil(async () => !isAlive(server.pid), Infinity);
  fail(new Error('PostgreSQL ended by itself'));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function fail(error: Error): void {
  console.error(error.message);
  process.exit(1);
}
