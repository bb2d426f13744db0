import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LauncherError } from '../launcher.errors';

/** The secrets that a local stack makes for itself, by variable, each with the one process that gets it. */
export const LOCAL_SECRETS = {
  POSTGRES_PASSWORD: 'postgres',
  GAUNTLET_KEY_PEPPER: 'ingress',
  INGRESS_IDEMPOTENCY_SECRET: 'ingress',
  JUDGE_MARK_SECRET: 'eval-scorer',
  PROMPT_MARK_SECRET: 'prompt-render',
} as const;

/** A variable that holds a secret of a local stack. */
export type LocalSecret = keyof typeof LOCAL_SECRETS;

/** The value of each secret. */
export type LocalSecrets = Readonly<Record<LocalSecret, string>>;

const BYTES = 32;
const NAMES = Object.keys(LOCAL_SECRETS) as LocalSecret[];

/**
 * The secrets of a data folder, made at random when they are first asked for and kept there, for its owner alone; what the
 * environment sets is taken from it instead.
 * @throws LauncherError when the file that keeps them can't be used.
 */
export function localSecrets(dataDir: string, env: NodeJS.ProcessEnv): LocalSecrets {
  const kept = keptSecrets(dataDir);
  const all = { ...Object.fromEntries(NAMES.map((name) => [name, newSecret()])), ...kept };
  if (NAMES.some((name) => kept[name] === undefined)) keep(dataDir, all);
  return Object.fromEntries(NAMES.map((name) => [name, env[name]?.trim() || all[name]])) as LocalSecrets;
}

/** The secrets that a data folder holds by now; none where no stack ever ran. Throws as {@link localSecrets} does. */
export function keptSecrets(dataDir: string): Partial<LocalSecrets> {
  const path = secretsFile(dataDir);
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Partial<LocalSecrets>;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return {};
    throw new LauncherError(`${path} can't be read: correct its rights or its JSON, or remove it`, { cause });
  }
}

/** Where they are kept. */
export function secretsFile(dataDir: string): string {
  return join(dataDir, 'secrets.json');
}

function keep(dataDir: string, secrets: Partial<LocalSecrets>): void {
  writeFileSync(secretsFile(dataDir), `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
}

function newSecret(): string {
  return randomBytes(BYTES).toString('hex');
}
