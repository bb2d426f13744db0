import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { WorldAddress } from './address';
import { ROOT } from './root';

const run = promisify(execFile);
const COMMAND = join(ROOT, 'tools/gauntlet/bin/gauntlet.cjs');
// A run of two hundred rows on a busy machine is what takes longest.
const LIMIT_MS = 80_000;

/** The `gauntlet` command as an operator of this world runs it. */
export class GauntletCommand {
  constructor(
    private readonly world: Pick<WorldAddress, 'brokers' | 'services'>,
    private readonly extra: NodeJS.ProcessEnv = {},
    private readonly cwd = ROOT,
  ) {}

  /** What it prints. Rejects with its last words when it fails. */
  async text(...args: readonly string[]): Promise<string> {
    const { stdout } = await run(process.execPath, [COMMAND, ...args], {
      cwd: this.cwd,
      env: { ...process.env, ...this.environment() },
      timeout: LIMIT_MS,
    });
    return stdout.trimEnd();
  }

  /** What it says to a program. */
  async json<T>(...args: readonly string[]): Promise<T> {
    return JSON.parse(await this.text(...args, '--json')) as T;
  }

  /** Its process, for a test that kills it. What it prints goes nowhere. */
  start(...args: readonly string[]): ChildProcess {
    return spawn(process.execPath, [COMMAND, ...args], {
      cwd: this.cwd,
      env: { ...process.env, ...this.environment() },
      stdio: 'ignore',
    });
  }

  private environment(): NodeJS.ProcessEnv {
    const { brokers, services } = this.world;
    const ports = Object.entries(services).map(([service, url]) => {
      return [`${service.toUpperCase().replaceAll('-', '_')}_PORT`, new URL(url).port] as const;
    });
    return { KAFKA_BROKERS: brokers, GAUNTLET_URL: services.ingress, ...Object.fromEntries(ports), ...this.extra };
  }
}
