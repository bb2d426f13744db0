import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitUntil } from '@gauntlet/timing';
import type { CommandPrefix } from './postgres-account';
import type { PostgresBinaries } from './postgres-binaries';
import { EmbeddedPostgresError } from './postgres-error';

/** User and database of every embedded PostgreSQL, and the user's password unless there is another: loopback only. */
export const DATABASE = 'gauntlet';
const TAKE_OVER_MS = 15_000;
const LOOK_EVERY_MS = 50;

// The superuser gets no password, so nobody can log in as it: SQL never reaches files of the account below.
const HOST_ACCESS = 'host all all 127.0.0.1/32 scram-sha-256\n';
/** How the programs of a cluster are run, and the password that its user is to have. */
export interface ClusterSettings {
  readonly prefix: CommandPrefix;
  readonly binaries: PostgresBinaries;
  readonly password: string;
}

/** Makes the cluster when there is none; one whose making was interrupted is made again. */
export function createCluster(dataDir: string, settings: ClusterSettings): string {
  const { prefix, binaries, password } = settings;
  const cluster = join(dataDir, 'cluster');
  if (existsSync(join(cluster, 'PG_VERSION'))) return cluster;
  const unfinished = join(dataDir, 'cluster.unfinished');
  rmSync(unfinished, { recursive: true, force: true });
  const initdb = [binaries.initdb, '--username=postgres', '--auth=trust', '--encoding=UTF8', '--no-locale'];
  run([...prefix, ...initdb, `--pgdata=${unfinished}`], dataDir);
  const role = `CREATE ROLE ${DATABASE} LOGIN PASSWORD ${quoted(password)}`;
  runSingle(unfinished, settings, [role, `CREATE DATABASE ${DATABASE} OWNER ${DATABASE}`]);
  writeFileSync(join(unfinished, 'pg_hba.conf'), HOST_ACCESS);
  renameSync(unfinished, cluster);
  markPassword(cluster, password);
  return cluster;
}

/**
 * Gives the user this password, unless it has it already. Only while no server runs: nobody but the single-user server
 * may set one.
 */
export function setPassword(cluster: string, settings: ClusterSettings): void {
  const { password } = settings;
  const mark = passwordMark(cluster);
  if (existsSync(mark) && readFileSync(mark, 'utf8') === hashOf(password)) return;
  runSingle(cluster, settings, [`ALTER ROLE ${DATABASE} PASSWORD ${quoted(password)}`]);
  markPassword(cluster, password);
}

function runSingle(cluster: string, { prefix, binaries }: ClusterSettings, statements: readonly string[]): void {
  const single = [...prefix, binaries.postgres, '--single', '-D', cluster, 'postgres'];
  run(single, join(cluster, '..'), statements.join('\n'));
}

// The single-user server ends a statement at a line break.
function quoted(password: string): string {
  if (!/[\r\n\0]/.test(password)) return `'${password.replaceAll("'", "''")}'`;
  throw new EmbeddedPostgresError('start_failed', 'the password of PostgreSQL has a line break: choose one without');
}

function markPassword(cluster: string, password: string): void {
  writeFileSync(passwordMark(cluster), hashOf(password), { mode: 0o600 });
}

function passwordMark(cluster: string): string {
  return join(cluster, '..', 'password.sha256');
}

function hashOf(password: string): string {
  return createHash('sha256').update(password).digest('hex');
}

function run(command: readonly string[], cwd: string, input = ''): void {
  const [program = '', ...rest] = command;
  const result = spawnSync(program, rest, { cwd, input, encoding: 'utf8' });
  if (result.status === 0) return;
  const why = (result.error?.message ?? result.stderr).trim().split('\n').at(-1);
  throw new EmbeddedPostgresError('start_failed', `can't create a PostgreSQL cluster in ${cwd}: ${why}`);
}

/**
 * Ends a server that outlived its owner, and removes the lock of one that died: the process id in it may be another
 * program's by now, and then PostgreSQL would refuse to start for ever.
 */
export async function takeOver(cluster: string): Promise<void> {
  const lock = join(cluster, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0]);
  if (!runsOn(cluster, pid)) return rmSync(lock, { force: true });
  process.kill(pid, 'SIGINT');
  const isGone = await waitUntil(() => !runsOn(cluster, pid), { limitMs: TAKE_OVER_MS, everyMs: LOOK_EVERY_MS });
  if (!isGone) throw new EmbeddedPostgresError('start_failed', `process ${pid} still holds ${cluster}: end it first`);
}

/** True once the server with this process id takes connections; asking its port could reach another server. */
export function isReady(cluster: string, pid: number | undefined): boolean {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return false;
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return Number(lines[0]) === pid && lines.at(-1)?.trim() === 'ready';
}

function runsOn(cluster: string, pid: number): boolean {
  return commandLine(pid).includes(cluster);
}

function commandLine(pid: number): string {
  if (process.platform !== 'linux')
    return spawnSync('ps', ['-o', 'args=', '-p', `${pid}`], { encoding: 'utf8' }).stdout;
  const file = `/proc/${pid}/cmdline`;
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
