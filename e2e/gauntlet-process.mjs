import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const LAUNCHER = 'tools/launcher/dist/main.js';
const PORTS = [
  'DEV_BROKER',
  'POSTGRES',
  'INGRESS',
  'GUARDRAIL',
  'PROMPT_RENDER',
  'MODEL_INVOKER',
  'EVAL_SCORER',
  'DRIFT_MONITOR',
];

/**
 * A whole Gauntlet as `npm start` runs it, on free ports and with a folder of its own that is removed at the end.
 * `checkout` is a built repository, `args` are the launcher's, `env` is on top of this process's.
 * `onStart` is given the way to stop it before it is ready.
 */
export async function startGauntlet({ checkout = ROOT, args = [], env = {}, onStart = () => undefined } = {}) {
  const program = join(checkout, LAUNCHER);
  if (!existsSync(program)) throw new Error(`${program} is missing: run "npm run build" in ${checkout}`);
  const dataDir = mkdtempSync(join(tmpdir(), 'gauntlet-run-'));
  const ports = await freePorts(PORTS.length);
  const own = Object.fromEntries(PORTS.map((name, index) => [`${name}_PORT`, String(ports[index])]));
  const environment = { ...process.env, ...own, GAUNTLET_DATA_DIR: dataDir, ...env };
  const child = fork(program, args, { cwd: checkout, env: environment, silent: true });
  const exited = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
    rmSync(dataDir, { recursive: true, force: true });
  };
  onStart(stop);
  await ready(child).catch(async (error) => {
    await stop();
    throw error;
  });
  return {
    pid: child.pid,
    dataDir,
    url: `http://127.0.0.1:${own.INGRESS_PORT}`,
    brokers: environment.KAFKA_BROKERS || `127.0.0.1:${own.DEV_BROKER_PORT}`,
    databaseUrl: environment.DATABASE_URL || readFileSync(join(dataDir, 'database.url'), 'utf8').trim(),
    stop,
  };
}

function ready(child) {
  return new Promise((resolve, reject) => {
    let output = '';
    child.once('exit', (code) => reject(new Error(`the launcher ended with code ${code}: ${output}`)));
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
        if (/Gauntlet is ready/.test(output)) resolve();
      });
    }
  });
}

/** TCP ports of 127.0.0.1 that were free a moment ago, all different. */
export async function freePorts(count) {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
