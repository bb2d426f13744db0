import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { relative } from 'node:path';

/**
 * Takes a lock that one process at a time can hold: a listening socket, which the system frees when its holder dies,
 * however it dies. Null while another holds it. Closing the server gives it back.
 * @throws Error where no socket can be made at this path: some file systems take none, and about 100 characters are the limit.
 */
export async function takeProcessLock(path: string): Promise<Server | null> {
  const socket = shortest(path);
  if (await isAnswering(socket)) return null;
  rmSync(socket, { force: true });
  const server = createServer((connection) => connection.end()).listen(socket);
  await once(server, 'listening');
  return server.unref();
}

function shortest(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.length < path.length ? fromHere : path;
}

async function isAnswering(socket: string): Promise<boolean> {
  const connection = connect(socket);
  try {
    await once(connection, 'connect');
    return true;
  } catch {
    // Refused or missing: whoever listened here is dead, and that is the answer.
    return false;
  } finally {
    connection.destroy();
  }
}
