import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { type ProcessLock, takeProcessLock } from '@gauntlet/runtime';
import { LauncherError } from '../launcher.errors';

const OWNERS_FOLDER = 0o700;
const OWNER_ONLY = { mode: 0o600 };
/** Written only where a launcher found no folder, or an empty one. */
const MARK = 'gauntlet.data';

/**
 * The folder that holds all state of a local stack, held by one launcher at a time. The lock is a listening socket:
 * the system frees it when its launcher dies, however it dies.
 */
export class DataDir {
  private constructor(
    readonly path: string,
    /** True when the launcher before was killed, so that its processes may still be draining. */
    readonly leftRunning: boolean,
    private readonly lock: ProcessLock,
  ) {}

  /**
   * Makes the folder where it is missing, and takes it.
   * @throws LauncherError when it can't be written, or another launcher holds it.
   */
  static async take(given: string): Promise<DataDir> {
    const path = resolve(given);
    assertWritable(path);
    const lock = await listen(realpathSync(path));
    const leftRunning = existsSync(markerIn(path));
    writeFileSync(markerIn(path), `${process.pid}\n`, OWNER_ONLY);
    return new DataDir(path, leftRunning, lock);
  }

  get logs(): string {
    return join(this.path, 'logs');
  }

  logFile(process: string): string {
    return join(this.logs, `${process}.log`);
  }

  get databaseUrlFile(): string {
    return join(this.path, 'database.url');
  }

  /** For people: its password is nobody else's business, so it is in no banner and no log. */
  keepDatabaseUrl(url: string): void {
    writeFileSync(this.databaseUrlFile, `${url}\n`, OWNER_ONLY);
  }

  /** Where an instance of a service keeps its places in its consumer groups. */
  membersOf(process: string): string {
    return join(this.path, 'members', process);
  }

  /** Gives it back; only after everything in it was stopped. */
  async release(): Promise<void> {
    rmSync(markerIn(this.path), { force: true });
    await this.lock.release();
  }
}

function markerIn(path: string): string {
  return join(path, 'launcher.running');
}

/** The process id that the running launcher has written down; it may not have come so far yet. */
function runningIn(path: string): string {
  try {
    return readFileSync(markerIn(path), 'utf8').trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'not known yet';
    throw error;
  }
}

// A folder that holds something else, such as /tmp by mistake, is left as open as it is. The default folder has its name
// from nobody else, and was made without a mark before there was one.
function isOurs(path: string): boolean {
  const names = readdirSync(path);
  return names.length === 0 || names.includes(MARK) || basename(path) === '.gauntlet';
}

function makeOurs(path: string): void {
  chmodSync(path, OWNERS_FOLDER);
  writeFileSync(join(path, MARK), 'everything in this folder is of a local Gauntlet\n', OWNER_ONLY);
}

function assertWritable(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: OWNERS_FOLDER });
    if (isOurs(path)) makeOurs(path);
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    const message = `no right to write to ${path}: set GAUNTLET_DATA_DIR to a folder that you may write to`;
    throw new LauncherError(message, { cause });
  }
}

async function listen(path: string): Promise<ProcessLock> {
  // Not inside the folder: a socket's path may have about 100 characters, and not every file system takes sockets.
  const socket = join(tmpdir(), `gauntlet-${createHash('sha256').update(path).digest('hex').slice(0, 16)}.sock`);
  const lock = await takeProcessLock(socket);
  if (lock) return lock;
  throw new LauncherError(
    `another launcher runs in ${path} (process ${runningIn(path)}): stop that one, or set GAUNTLET_DATA_DIR to another folder`,
  );
}
