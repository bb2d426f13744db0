import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryDirectory } from '@gauntlet/testing';
import { stopSharedWorld } from '../world/address';
import { LauncherProcess } from '../world/launcher-process';
import { localPorts } from '../world/local-ports';
import { readmeCommands } from '../world/readme';
import { ROOT } from '../world/root';
import { Upstream, upstreamProcess } from '../world/upstream';

const run = promisify(execFile);
/** A newcomer has no Kafka and no database, wherever the other suites run. */
const NOTHING = { KAFKA_BROKERS: '', DATABASE_URL: '' };

/**
 * Types what the README prints. The build that `npm start` begins with is read from the cache, yet put in place anew:
 * so no other process may run from it, and the shared world ends first.
 */
describe.sequential('a newcomer with a model server of their own', () => {
  const directory = temporaryDirectory();
  const upstream = upstreamProcess(directory.path);
  const [install, start = '', ask = '', ...more] = readmeCommands('With your own model server');
  let env: NodeJS.ProcessEnv;
  let server: Upstream;
  let gauntlet: LauncherProcess | undefined;

  beforeAll(async () => {
    await stopSharedWorld();
    const origin = `http://127.0.0.1:${(await upstream.start()).port}`;
    server = new Upstream(origin);
    const settings = { OLLAMA_BASE_URL: `${origin}/v1`, GAUNTLET_DATA_DIR: directory.path };
    env = { ...(await localPorts()), ...NOTHING, ...settings };
  });

  afterAll(async () => {
    await gauntlet?.ctrlC();
    await upstream.stop();
    directory.remove();
  });

  it('types three commands, the first of which has made what this test runs from', () => {
    expect(install).toBe('npm ci');
    expect(start).toMatch(/^npm start /);
    expect(more).toEqual([]);
  });

  it('gets an answer that this server gave and was asked for once', async () => {
    gauntlet = LauncherProcess.typed(start, env);
    await gauntlet.says(/Gauntlet is ready/);
    const { stdout } = await run('sh', ['-c', ask], { cwd: ROOT, env: { ...process.env, ...env } });
    expect(stdout).toContain('30 days');
    expect(stdout).toMatch(/^answered: support-agent@v7 on ollama\/\S*llama3\.2, /m);
    expect(await server.calls()).toMatchObject([{ model: 'llama3.2', status: 200 }]);
  }, 180_000);
});
