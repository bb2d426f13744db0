import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { waitFor } from '@gauntlet/testing';
import { ROOT } from './root';

const LAUNCHER = [process.execPath, 'tools/launcher/dist/main.js'];

/** `npm start` as a newcomer runs it, with what it says on the terminal. */
export class LauncherProcess {
  output = '';
  private readonly child: ChildProcess;
  private readonly exited: Promise<unknown>;

  constructor(env: NodeJS.ProcessEnv, args: readonly string[] = [], program: readonly string[] = LAUNCHER) {
    const [command = '', ...first] = program;
    // A group of its own: signals that a test sends to it reach nobody else.
    const options = { cwd: ROOT, env: { ...process.env, ...env }, detached: true };
    this.child = spawn(command, [...first, ...args], options);
    this.exited = once(this.child, 'exit');
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    }
  }

  /** Runs a command line as somebody types it into a shell. */
  static typed(line: string, env: NodeJS.ProcessEnv): LauncherProcess {
    return new LauncherProcess(env, [line], ['sh', '-c']);
  }

  /** Waits for a text on the terminal. */
  async says(text: RegExp, deadlineMs = 90_000): Promise<void> {
    const condition = () => {
      if (text.test(this.output)) return true;
      if (this.child.exitCode !== null) throw new Error(this.output);
      return false;
    };
    await waitFor(condition, { deadlineMs, description: `${text} on the terminal, which says:\n${this.output}` });
  }

  /** Sends a signal and gives back the exit code, null after a SIGKILL. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal);
    return this.exitCode();
  }

  /** Sends what Ctrl-C in a terminal does: SIGINT to the command and everything in its group. */
  async ctrlC(): Promise<number | null> {
    process.kill(-(this.child.pid ?? 0), 'SIGINT');
    return this.exitCode();
  }

  async exitCode(): Promise<number | null> {
    await this.exited;
    return this.child.exitCode;
  }

  /** Process ids of its children whose command line has this text. */
  children(text: string): number[] {
    return processes()
      .filter(({ parent, command }) => parent === this.child.pid && command.includes(text))
      .map(({ pid }) => pid);
  }
}

/** Processes of this machine that have a text in their environment or command line. */
function processes(): { pid: number; parent: number; command: string }[] {
  const lines = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  return lines.flatMap((line) => {
    const [, pid, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid ? [{ pid: Number(pid), parent: Number(parent), command }] : [];
  });
}
