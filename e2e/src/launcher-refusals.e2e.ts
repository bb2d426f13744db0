import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { temporaryDirectory } from '@gauntlet/testing';
import { stopSharedWorld } from './world/address';
import { LauncherProcess } from './world/launcher-process';
import { localPorts } from './world/local-ports';

describe.sequential('npm start where it cannot', () => {
  beforeAll(stopSharedWorld);

  it('explains a busy port in one line and names the variable', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    const { said, leftRunning } = await failedStart({ INGRESS_PORT: String(port) });
    const problem = `port ${port} for ingress is in use: set INGRESS_PORT to another one`;
    expect(said).toEqual([`cannot start: ${problem}`]);
    expect(leftRunning).toEqual([]);
  });

  it('explains a service that cannot start in one line, and leaves nothing running', async () => {
    const { said, leftRunning } = await failedStart({ MESSAGING_CONCURRENCY: 'many' });
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^cannot start: .*MESSAGING_CONCURRENCY/);
    expect(leftRunning).toEqual([]);
  });

  it.each([
    [
      'DATABASE_URL',
      'postgres://me:secret@127.0.0.1:1/gauntlet',
      /no PostgreSQL answers at DATABASE_URL: ECONNREFUSED/,
    ],
    ['KAFKA_BROKERS', '127.0.0.1:1', /no Kafka answers at KAFKA_BROKERS=127\.0\.0\.1:1: /],
  ])('explains in one line that %s leads nowhere', async (variable, value, line) => {
    const { said, leftRunning } = await failedStart({ [variable]: value });
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(line);
    expect(said[0]).not.toContain('secret');
    expect(leftRunning).toEqual([]);
  });
});

/** A launcher in a folder of its own that can't succeed: what it says of that, and which of its ports still answer. */
async function failedStart(wrong: NodeJS.ProcessEnv): Promise<{ said: string[]; leftRunning: string[] }> {
  const directory = temporaryDirectory();
  const ports = await localPorts();
  const failing = new LauncherProcess({ ...ports, ...wrong, GAUNTLET_DATA_DIR: directory.path });
  expect(await failing.exitCode()).toBe(1);
  const asked = Object.entries(ports).filter(([variable]) => !(variable in wrong));
  const answering = await Promise.all(asked.map(async ([name, port]) => ((await isAnswering(port)) ? [name] : [])));
  directory.remove();
  const said = failing.output.split('\n').filter((line) => line.startsWith('cannot start'));
  return { said, leftRunning: answering.flat() };
}

async function isAnswering(port: string | undefined): Promise<boolean> {
  const socket = connect(Number(port), '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    // Refused: nobody listens there, which is the answer.
    return false;
  } finally {
    socket.destroy();
  }
}
