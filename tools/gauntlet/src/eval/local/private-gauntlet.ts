import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { contentHash } from '@gauntlet/artefacts';
import { SERVICES } from '@gauntlet/contracts';
import { deploymentFile, deploymentNamed, optionsFrom, ROOT, Stack } from '@gauntlet/launcher';
import { portVariable } from '@gauntlet/runtime';
import { ScoresError } from '../eval.errors';

const DIGITS = 12;

/**
 * Runs `work` with a whole Gauntlet of its own, in two processes on free ports, and stops it whatever happens. Until then
 * the environment of this process names it, so that `work` finds it as it finds any other.
 * Its state stays in `<GAUNTLET_DATA_DIR>/eval-local/<hash of the deployment>`: work that was cut off goes on there, and
 * another deployment starts with nothing.
 * @throws ScoresError for a deployment that is not there, LauncherError when it can't start or another process has just this one.
 */
export async function withPrivateGauntlet<T>(
  deployment: string,
  announce: (line: string) => void,
  work: () => Promise<T>,
): Promise<T> {
  assertDeployment(deployment);
  const hash = contentHash(readFileSync(join(ROOT, deploymentFile(deployment)), 'utf8')).slice(0, DIGITS);
  const dataDir = join(process.env.GAUNTLET_DATA_DIR || '.gauntlet', 'eval-local', hash);
  const [broker, postgres] = await Promise.all([freePort(), freePort()]);
  const services = SERVICES.map((service) => [portVariable(service), '0'] as const);
  const own = {
    ...{ GAUNTLET_DATA_DIR: dataDir, DEV_BROKER_PORT: String(broker), POSTGRES_PORT: String(postgres) },
    ...{ KAFKA_BROKERS: '', DATABASE_URL: '', ...Object.fromEntries(services) },
  };
  const given = { ...process.env };
  Object.assign(process.env, own);
  try {
    const stack = await Stack.in(optionsFrom(['--compact', '--deployment', deployment], process.env, announce));
    announce('starting a private Gauntlet for this run …');
    try {
      await stack.start();
      return await work();
    } finally {
      await stack.stop();
    }
  } finally {
    for (const name of Object.keys(own)) restore(name, given[name]);
  }
}

// The options of `npm start` would end the process, with usage that is not this command's.
function assertDeployment(name: string): void {
  try {
    deploymentNamed(name);
  } catch (error) {
    throw new ScoresError(`--local names ${name}; ${(error as Error).message}`);
  }
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}

// Broker and database are named to others before they listen, so they can't take any port themselves.
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await once(server.close(), 'close');
  return port;
}
