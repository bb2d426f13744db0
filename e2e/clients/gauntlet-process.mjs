import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const LAUNCHER = resolve(import.meta.dirname, '../../tools/launcher/dist/main.js');
const VARIABLES = [
  'DEV_BROKER',
  'POSTGRES',
  'INGRESS',
  'GUARDRAIL',
  'PROMPT_RENDER',
  'MODEL_INVOKER',
  'EVAL_SCORER',
  'DRIFT_MONITOR',
];

/** A whole Gauntlet as `npm start` runs it, on free ports and with a folder of its own. */
export async function startGauntlet() {
  const dataDir = mkdtempSync(join(tmpdir(), 'gauntlet-clients-'));
  const ports = await freePorts(VARIABLES.length);
  const env = Object.fromEntries(VARIABLES.map((name, index) => [`${name}_PORT`, String(ports[index])]));
  const child = fork(LAUNCHER, { env: { ...process.env, ...env, GAUNTLET_DATA_DIR: dataDir }, silent: true });
  const exited = once(child, 'exit');
  await ready(child);
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
    rmSync(dataDir, { recursive: true, force: true });
  };
  return {
    url: `http://127.0.0.1:${env.INGRESS_PORT}`,
    brokers: `127.0.0.1:${env.DEV_BROKER_PORT}`,
    databaseUrl: `postgres://gauntlet:gauntlet@127.0.0.1:${env.POSTGRES_PORT}/gauntlet`,
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

async function freePorts(count) {
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
