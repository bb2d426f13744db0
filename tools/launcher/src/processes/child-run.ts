import { type ChildProcess, fork } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { dirname } from 'node:path';
import { LauncherError } from '../launcher.errors';

/** How to start a Node process. */
export interface ProcessSpec {
  /** Name in messages and of the log file; extra instances have a number behind it. */
  readonly name: string;
  /** Absolute path of the script. */
  readonly script: string;
  readonly args?: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Where its standard output and error go, appended; nowhere when it can't be opened. */
  readonly logFile: string;
}

/** What a process said when it became ready. */
export interface Ready {
  /** The port it listens on; 0 for a process without one. */
  readonly port: number;
}

/** How a process ended; either code or signal is set. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

interface Log {
  readonly fd: number;
  readonly problem: string | null;
}

/**
 * One run of a process, from fork to exit. It gets a group of its own, so that Ctrl-C in a terminal reaches the launcher
 * alone and the order of stopping stays the launcher's. It writes to its log file itself: no pipe breaks when the
 * launcher dies. It learns of that death by the closed IPC channel.
 */
export class ChildRun {
  readonly ready: Promise<Ready>;
  readonly exited: Promise<Exit>;
  /** Why it runs without a log, as on a disk without room for a new file; null when it has one. */
  readonly logProblem: string | null;
  private readonly child: ChildProcess;

  constructor(spec: ProcessSpec) {
    const log = openLog(spec.logFile);
    this.logProblem = log.problem;
    this.child = spawn(spec, log.fd);
    this.exited = new Promise((resolve) => {
      this.child.once('exit', (code, signal) => resolve({ code, signal }));
      this.child.once('error', () => resolve({ code: 1, signal: null }));
    });
    this.ready = new Promise((resolve) => {
      this.child.on('message', (message) => isReady(message) && resolve({ port: message.port ?? 0 }));
    });
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Sends a signal; a process that is gone already is no error. */
  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** SIGTERM, then SIGKILL after the limit in milliseconds; says whether SIGTERM was enough. */
  async stop(limitMs: number): Promise<boolean> {
    let inTime = true;
    const timer = setTimeout(() => {
      inTime = false;
      this.kill('SIGKILL');
    }, limitMs);
    this.kill('SIGTERM');
    await this.exited;
    clearTimeout(timer);
    return inTime;
  }
}

function spawn({ script, args = [], cwd, env }: ProcessSpec, log: number): ChildProcess {
  try {
    if (!existsSync(script)) throw new LauncherError(`${script} is missing: run "npm run build" first`);
    return fork(script, args, { cwd, env, execArgv: [], detached: true, stdio: ['ignore', log, log, 'ipc'] });
  } finally {
    closeSync(log);
  }
}

function openLog(file: string): Log {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    return { fd: openSync(file, 'a', 0o600), problem: null };
  } catch (error) {
    return { fd: openSync(devNull, 'a'), problem: (error as Error).message };
  }
}

function isReady(message: unknown): message is { type: 'ready'; port?: number } {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'ready';
}
