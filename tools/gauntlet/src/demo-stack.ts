import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DemoStartError } from './demo.errors';
import type { IngressClient } from './ingress-client';
import type { Terminal } from './terminal';

/** The Gauntlet that a demo talks to. */
export interface DemoStack {
  /** Stops what the demo started; leaves alone what ran before. */
  stop(): Promise<void>;
}

const ROOT = resolve(__dirname, '../../..');
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
  const stop = async () => {
    launcher.kill('SIGTERM');
    await exited;
  };
  const end = performance.now() + START_LIMIT_MS;
  while (!(await client.isReady())) {
    if (launcher.exitCode !== null) throw new DemoStartError(output);
    if (performance.now() > end) return stop().then(() => Promise.reject(new DemoStartError(output)));
    await pause(LOOK_EVERY_MS);
  }
  useItsBroker();
  return { stop };
}

// Only now: the launcher would take a broker in its environment for a foreign one and start none.
function useItsBroker(): void {
  const { KAFKA_BROKERS, DEV_BROKER_PORT } = process.env;
  if (!KAFKA_BROKERS && DEV_BROKER_PORT) process.env.KAFKA_BROKERS = `127.0.0.1:${DEV_BROKER_PORT}`;
}
