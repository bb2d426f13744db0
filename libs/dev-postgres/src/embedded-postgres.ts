import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { sleep, waitUntil } from '@gauntlet/timing';
import { claimDataDirectory, type CommandPrefix } from './postgres-account';
import { postgresBinaries } from './postgres-binaries';
import { createCluster, DATABASE, isReady, setPassword, takeOver } from './postgres-cluster';
import { EmbeddedPostgresError } from './postgres-error';

const START_MS = 30_000;
const STOP_MS = 10_000;
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  'log_checkpoints=off',
];

/** Where the server keeps its state and listens. */
export interface EmbeddedPostgresOptions {
  readonly dataDir: string;
  readonly port: number;
  /** Of the user `gauntlet`, from this start on; default `gauntlet`. */
  readonly password?: string | undefined;
}

/**
 * A real PostgreSQL (binaries from npm) on 127.0.0.1, with fsync on: what it acknowledged survives its `kill -9`.
 * State and log live in `dataDir`; a second start goes on where the first stopped, and ends a server that outlived
 * its owner there. Works as root. User and database are `gauntlet`, without superuser rights.
 */
export class EmbeddedPostgresServer {
  private child: ChildProcess | null = null;

  private constructor(
    private readonly cluster: string,
    private readonly prefix: CommandPrefix,
    private readonly logFile: string,
    readonly port: number,
    private readonly password: string,
  ) {}

  /** @throws EmbeddedPostgresError, one line that says what to change: busy port, missing right, unknown platform. */
  static async start({
    dataDir: folder,
    port,
    password = DATABASE,
  }: EmbeddedPostgresOptions): Promise<EmbeddedPostgresServer> {
    const dataDir = resolve(folder);
    const binaries = postgresBinaries();
    const prefix = claimDataDirectory(dataDir, binaries.postgres);
    const settings = { prefix, binaries, password };
    const cluster = createCluster(dataDir, settings);
    await takeOver(cluster);
    setPassword(cluster, settings);
    const server = new EmbeddedPostgresServer(cluster, prefix, join(dataDir, 'postgres.log'), port, password);
    await server.restart();
    return server;
  }

  get url(): string {
    return `postgres://${DATABASE}:${encodeURIComponent(this.password)}@127.0.0.1:${this.port}/${DATABASE}`;
  }

  /** Process id of the server while it runs. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Resolves when the running server is gone, wanted or not; at once when none runs. */
  async exited(): Promise<void> {
    if (this.child) await exitOf(this.child);
  }

  /** Starts it again on the same port and data; one that still runs is stopped first. */
  async restart(): Promise<void> {
    await this.stop();
    await takeOver(this.cluster);
    const deadline = performance.now() + START_MS;
    while (!(await this.tryStart(deadline))) await sleep(200);
  }

  /** Sends a signal that ends it (`SIGKILL` by default) and waits until it is gone. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    this.child?.kill(signal);
    await this.exited();
  }

  /** Ends it at once for its clients but with all data safe; after 10 s less gently. Safe to repeat. */
  async stop(): Promise<void> {
    const { child } = this;
    if (!child) return;
    child.kill('SIGINT');
    const timer = setTimeout(() => child.kill('SIGQUIT'), STOP_MS);
    await exitOf(child);
    clearTimeout(timer);
  }

  // Children of a killed server hold its shared memory for a moment: only that is worth another try.
  private async tryStart(deadline: number): Promise<boolean> {
    const logged = sizeOf(this.logFile);
    const child = this.launch();
    if (await this.becomesReady(child, deadline)) return true;
    const log = readFileSync(this.logFile, 'utf8').slice(logged);
    if (log.includes('shared memory block') && performance.now() < deadline) return false;
    await this.stop();
    throw startError(this.port, this.logFile, log);
  }

  private launch(): ChildProcess {
    const log = openSync(this.logFile, 'a', 0o600);
    const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
    const words = [...this.prefix, postgresBinaries().postgres, '-D', this.cluster, '-p', `${this.port}`, ...settings];
    const [program = '', ...rest] = words;
    // Detached, so that a Ctrl-C on the terminal reaches only the owner, who stops it after its clients.
    const child = spawn(program, rest, { cwd: join(this.cluster, '..'), detached: true, stdio: ['ignore', log, log] });
    closeSync(log);
    const endWithOwner = () => child.kill('SIGINT');
    process.once('exit', endWithOwner);
    child.once('exit', () => {
      process.removeListener('exit', endWithOwner);
      if (this.child === child) this.child = null;
    });
    this.child = child;
    return child;
  }

  private async becomesReady(child: ChildProcess, deadline: number): Promise<boolean> {
    const isDecided = () => hasEnded(child) || isReady(this.cluster, child.pid);
    const inTime = await waitUntil(isDecided, { limitMs: deadline - performance.now(), everyMs: 50 });
    return inTime && !hasEnded(child);
  }
}

async function exitOf(child: ChildProcess): Promise<void> {
  if (!hasEnded(child)) await once(child, 'exit');
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function startError(port: number, logFile: string, log: string): EmbeddedPostgresError {
  if (log.includes('Address already in use')) {
    return new EmbeddedPostgresError('port_in_use', `port ${port} of 127.0.0.1 is in use by another program`);
  }
  const why = log.trim().split('\n').at(-1) ?? '';
  return new EmbeddedPostgresError('start_failed', `PostgreSQL doesn't start: ${why} (more in ${logFile})`);
}
