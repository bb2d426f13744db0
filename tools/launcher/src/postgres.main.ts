import { join } from 'node:path';
import { EmbeddedPostgresServer } from '@gauntlet/dev-postgres';

const port = Number(process.env.POSTGRES_PORT ?? 5433);
const dataDir = join(process.env.GAUNTLET_DATA_DIR ?? '.gauntlet', 'postgres');

EmbeddedPostgresServer.start({ dataDir, port, password: process.env.POSTGRES_PASSWORD })
  .then(serveUntilStopped)
  .catch(fail);

async function serveUntilStopped(server: EmbeddedPostgresServer): Promise<void> {
  let stopping = false;
  const stop = () => {
    stopping = true;
    server.stop().then(() => process.exit(0), fail);
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
  // The launcher is gone when its channel closes, and a database without an owner must not live on.
  process.once('disconnect', stop);
  process.send?.({ type: 'ready', port });
  await server.exited();
  if (!stopping) fail(new Error('PostgreSQL ended by itself'));
}

function fail(error: Error): void {
  console.error(error.message);
  process.exit(1);
}
