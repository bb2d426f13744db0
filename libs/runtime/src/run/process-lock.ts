import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { linkSync, readdirSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { basename, dirname, relative } from 'node:path';

/** Held until it is given back or its process ends. */
export class ProcessLock {
  constructor(
    private readonly server: Server,
    private readonly socket: string,
  ) {
    server.unref();
  }

  async release(): Promise<void> {
    rmSync(this.socket, { force: true });
    await closed(this.server);
  }
}

/**
 * Takes a lock that one process at a time can hold: a listening socket, which the system frees when its holder dies,
 * however it dies. Null while another holds it. Of several that try at the same moment at most one gets it.
 * @throws Error where no socket can be made at this path: some file systems take none, and about 90 characters are the limit.
 */
export async function takeProcessLock(path: string): Promise<ProcessLock | null> {
  const base = shortest(path);
  const own = `${base}.new-${randomBytes(4).toString('hex')}`;
  const server = createServer((connection) => connection.end()).listen(own);
  await once(server, 'listening');
  const socket = await takeTurn(base, own).finally(() => rmSync(own, { force: true }));
  if (socket) return new ProcessLock(server, socket);
  await closed(server);
  return null;
}

/**
 * Links a listening socket as the turn after the newest one, whose holder must be dead. A turn that another links first is
 * seen by the link, which replaces nothing; one that was linked past this one by looking again. A dead socket is removed
 * only by who holds a later turn, for between a look and a removal it may have become somebody's.
 */
async function takeTurn(base: string, own: string): Promise<string | null> {
  for (;;) {
    const before = turnsOf(base);
    if (await someAnswer(base, before)) return null;
    const turn = Math.max(-1, ...before) + 1;
    if (!isLinked(own, socketOf(base, turn))) continue;
    const others = turnsOf(base).filter((one) => one !== turn);
    if (!(await someAnswer(base, others))) {
      for (const one of others) rmSync(socketOf(base, one), { force: true });
      return socketOf(base, turn);
    }
    rmSync(socketOf(base, turn), { force: true });
  }
}

function turnsOf(base: string): number[] {
  const name = basename(base);
  const ends = readdirSync(dirname(base)).flatMap((one) => (one.startsWith(name) ? [one.slice(name.length)] : []));
  return ends.flatMap((end) => (end === '' ? [0] : /^\.\d+$/.test(end) ? [Number(end.slice(1))] : []));
}

function socketOf(base: string, turn: number): string {
  return turn === 0 ? base : `${base}.${turn}`;
}

function isLinked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (isError(error, ['EEXIST'])) return false;
    throw error;
  }
}

async function someAnswer(base: string, turns: readonly number[]): Promise<boolean> {
  const answers = await Promise.all(turns.map((turn) => isAnswering(socketOf(base, turn))));
  return answers.includes(true);
}

async function isAnswering(socket: string): Promise<boolean> {
  const connection = connect(socket);
  try {
    await once(connection, 'connect');
    return true;
  } catch (error) {
    // Refused or missing: whoever listened here is dead. Anything else, such as a full queue, tells of somebody alive.
    return !isError(error, ['ECONNREFUSED', 'ENOENT']);
  } finally {
    connection.destroy();
  }
}

function isError(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

// A path's limit is in the characters that the system is given.
function shortest(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.length < path.length ? fromHere : path;
}

async function closed(server: Server): Promise<void> {
  await once(server.close(), 'close');
}
