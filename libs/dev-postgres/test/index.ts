import { freePorts } from '@gauntlet/testing';
import { EmbeddedPostgresServer } from '../src/index';

/** A real PostgreSQL on a port of its own, for a spec; whoever starts it stops it. */
export async function startPostgres(dataDir: string): Promise<EmbeddedPostgresServer> {
  const [port = 0] = await freePorts(1);
  return EmbeddedPostgresServer.start({ dataDir, port });
}
