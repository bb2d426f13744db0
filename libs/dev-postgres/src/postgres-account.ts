import { spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, statSync } from 'node:fs';
import { EmbeddedPostgresError } from './postgres-error';

/** Who PostgreSQL runs as: the words to put before its command. Empty for an ordinary user: as whoever asks. */
export type CommandPrefix = readonly string[];

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root. Root therefore hands it to the owner of an existing data directory, else to
 * `nobody`; where that account can't even reach the files (a checkout below /root), it keeps the one capability it needs.
 * @throws EmbeddedPostgresError `not_permitted`, naming the directory.
 */
export function claimDataDirectory(dataDir: string, binary: string): CommandPrefix {
  mkdirOrExplain(dataDir);
  const found = statSync(dataDir);
  if (process.getuid?.() !== 0) return ownedByCaller(dataDir, found);
  const owner = found.uid === 0 ? nobody() : found;
  chownSync(dataDir, owner.uid, owner.gid);
  const prefix = [switchTo(owner, []), switchTo(owner, ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'])];
  const working = prefix.find((words) => canReach(words, binary, dataDir));
  if (working) return working;
  throw new EmbeddedPostgresError(
    'not_permitted',
    `PostgreSQL can't run as root, and uid ${owner.uid} can't reach ${dataDir} or ${binary}: start as an ordinary user, or use directories that others may enter`,
  );
}

function ownedByCaller(dataDir: string, found: Owner): CommandPrefix {
  if (found.uid === process.getuid?.()) return [];
  const message = `${dataDir} belongs to uid ${found.uid}: remove it, or set GAUNTLET_DATA_DIR to a directory of your own`;
  throw new EmbeddedPostgresError('not_permitted', message);
}

function switchTo({ uid, gid }: Owner, capabilities: readonly string[]): string[] {
  return ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', ...capabilities, '--'];
}

function canReach(prefix: CommandPrefix, binary: string, dataDir: string): boolean {
  const checks = [
    [binary, '--version'],
    ['ls', dataDir],
  ];
  return checks.every((check) => {
    const [program = '', ...rest] = [...prefix, ...check];
    return spawnSync(program, rest, { cwd: '/', stdio: 'ignore' }).status === 0;
  });
}

function nobody(): Owner {
  const idOf = (flag: string) => Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout);
  const owner = { uid: idOf('-u'), gid: idOf('-g') };
  if (owner.uid > 0 && owner.gid > 0) return owner;
  const message = "PostgreSQL can't run as root, and there is no account nobody: start as an ordinary user";
  throw new EmbeddedPostgresError('not_permitted', message);
}

function mkdirOrExplain(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
  } catch (cause) {
    const message = `can't create ${dataDir}: make its parent writable, or set GAUNTLET_DATA_DIR elsewhere`;
    throw new EmbeddedPostgresError('not_permitted', message, { cause });
  }
}
