import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { waitUntil } from '@gauntlet/timing';
import type { IngressClient } from '../requests/ingress-client';
import type { Terminal } from '../terminal/terminal';
import { DemoStartError } from './demo.errors';

/** The Gauntlet that a demo talks to. */
export interface DemoStack {
  /** Stops what the demo started; leaves alone what ran before. */
  stop(): Promise<void>;
}

const ROOT = resolve(__dirname, '../../../..');
const START_LIMIT_MS = 120_000;
const LOOK_EVERY_MS = 250;

/**
 * Starts a Gauntlet on this machine as `npm start` does, unless ingress answers already.
 * @throws DemoStartError when it is not ready in time or ends before.
 */
export async function startUnlessRunning(client: IngressClient, terminal: Terminal): Promise<DemoStack> {
  if (await client.isReady()) return { stop: () => Promise.resolve() };
  terminal.line('no Gauntlet runs here; starting one …');
  const launcher = spawn(process.execPath, [join(ROOT, 'tools/launcher/dist/main.js')], { cwd: ROOT });
  let output = '';
  for (const stream of [launcher.stdout, launcher.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const exited = once(launcher, 'exit');
  // Also when this process ends in the middle.
  process.once('exit', () => launcher.kill('SIGTERM'));
  const stop = async () => {
    launcher.kill('SIGTERM');
    await exited;
  };
  const isDecided = async () => (await client.isReady()) || launcher.exitCode !== null;
  const inTime = await waitUntil(isDecided, { limitMs: START_LIMIT_MS, everyMs: LOOK_EVERY_MS });
  if (!inTime) await stop();
  if (launcher.exitCode !== null || !inTime) throw new DemoStartError(output);
  return { stop };
}
