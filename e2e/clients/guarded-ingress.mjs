import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = resolve(import.meta.dirname, '../..');
const PEPPER = { GAUNTLET_KEY_PEPPER: 'pepper-of-the-independent-clients' };
const LIMITS = { INGRESS_REQUIRE_API_KEY: 'true', INGRESS_TENANT_REQUESTS_PER_MINUTE: '12' };

/** One more ingress of a running Gauntlet, as others would reach it: it asks for a key and limits each tenant. */
export async function startGuardedIngress({ brokers, databaseUrl }) {
  const env = { ...process.env, ...PEPPER, KAFKA_BROKERS: brokers };
  const keys = await createKeys(env);
  const guarded = { ...env, ...LIMITS, DATABASE_URL: databaseUrl, INGRESS_PORT: '0' };
  const child = fork(resolve(ROOT, 'services/ingress/dist/main.js'), { cwd: ROOT, env: guarded, silent: true });
  const exited = once(child, 'exit');
  const port = await ready(child);
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
  };
  return { url: `http://127.0.0.1:${port}`, ...keys, stop };
}

/** Made before the ingress starts, which is ready only once it knows every key there is. */
async function createKeys(env) {
  const key = await gauntlet(env, 'create', '--tenant', 'shop');
  const lost = await gauntlet(env, 'create', '--tenant', 'shop');
  await gauntlet(env, 'revoke', lost.id, '--reason', 'laptop lost');
  return { key: key.key, revokedKey: lost.key };
}

async function gauntlet(env, ...args) {
  const command = [resolve(ROOT, 'tools/gauntlet/bin/gauntlet.cjs'), 'keys', ...args, '--json'];
  return JSON.parse((await run(process.execPath, command, { env })).stdout);
}

function ready(child) {
  return new Promise((resolve, reject) => {
    let output = '';
    child.once('exit', (code) => reject(new Error(`the guarded ingress ended with code ${code}: ${output}`)));
    child.on('message', ({ type, port }) => type === 'ready' && resolve(port));
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  });
}
