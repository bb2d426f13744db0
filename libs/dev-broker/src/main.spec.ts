import { type ChildProcess, execFileSync, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Consumer, Kafka, logLevel, Partitioners } from 'kafkajs';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

const ROOT = resolve(__dirname, '../../..');

const PACKAGE = join(ROOT, 'libs/dev-broker');
const PROGRAM = join(PACKAGE, 'dist/main.js');

let dataDir: string;
const children: ChildProcess[] = [];

/** The process is tested as it is shipped, so these sources are compiled first. */
beforeAll(() => void execFileSync(process.execPath, [join(ROOT, 'build.mjs'), PACKAGE]));
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'dev-broker-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(dataDir, { recursive: true });
});

function launch(port: number | string): ChildProcess {
  const env = { ...process.env, DEV_BROKER_PORT: String(port), GAUNTLET_DATA_DIR: dataDir };
  const child = fork(PROGRAM, { env, silent: true });
  children.push(child);
  return child;
}

/** One whose files can't grow beyond 16 KiB: the system refuses further bytes, as it does on a full disk. */
function launchWithoutRoom(): ChildProcess {
  const env = { ...process.env, DEV_BROKER_PORT: '0', GAUNTLET_DATA_DIR: dataDir };
  const command = `trap '' XFSZ; ulimit -f 32; exec "${process.execPath}" "${PROGRAM}"`;
  const child = spawn('sh', ['-c', command], { env });
  children.push(child);
  return child;
}

async function ready(child: ChildProcess): Promise<number> {
  const [line] = (await once(child.stdout!, 'data')) as [Buffer];
  const [, port] = /^dev-broker ready on 127\.0\.0\.1:(\d+)\n$/.exec(line.toString()) ?? [];
  return Number(port);
}

async function exitOf(child: ChildProcess): Promise<number | null> {
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

function client(port: number, retries = 0): Kafka {
  return new Kafka({ brokers: [`127.0.0.1:${port}`], logLevel: logLevel.NOTHING, retry: { retries } });
}

async function createTopic(port: number): Promise<void> {
  const admin = client(port).admin();
  await admin.createTopics({ topics: [{ topic: 't', numPartitions: 2 }] });
  await admin.disconnect();
}

/** Sends without a pause until the broker is gone; returns what was acknowledged. */
function sendUntilItFails(port: number): { acknowledged: string[]; ended: Promise<void> } {
  const acknowledged: string[] = [];
  const producer = client(port).producer({ createPartitioner: Partitioners.DefaultPartitioner });
  const loop = async (lane: number) => {
    for (let i = 0; ; i++) {
      const value = `${lane}-${i}`;
      await producer.send({ topic: 't', acks: -1, messages: [{ value, partition: i % 2 }] });
      acknowledged.push(value);
    }
  };
  const lanes = producer.connect().then(() => Promise.allSettled(Array.from({ length: 20 }, (_, lane) => loop(lane))));
  return { acknowledged, ended: lanes.then(() => producer.disconnect()) };
}

async function collect(kafka: Kafka): Promise<{ consumer: Consumer; found: Set<string> }> {
  const consumer = kafka.consumer({ groupId: 'g', maxWaitTimeInMs: 200 });
  const found = new Set<string>();
  await consumer.connect();
  await consumer.subscribe({ topic: 't', fromBeginning: true });
  await consumer.run({ eachMessage: async ({ message }) => void found.add(String(message.value)) });
  return { consumer, found };
}

async function readAll(port: number, wanted: number): Promise<Set<string>> {
  const { consumer, found } = await collect(client(port));
  await vi.waitFor(() => expect(found.size).toBeGreaterThanOrEqual(wanted), { timeout: 10_000 });
  await consumer.disconnect();
  return found;
}

describe('the dev-broker process', () => {
  it('tells a producer that there is no room, keeps what it has, and lives', async () => {
    const port = await ready(launchWithoutRoom());
    await createTopic(port);
    const producer = client(port).producer({ createPartitioner: Partitioners.DefaultPartitioner });
    await producer.connect();
    const send = (length: number) =>
      producer.send({ topic: 't', messages: [{ value: 'x'.repeat(length), partition: 0 }] });
    await send(10);
    await expect(send(20_000)).rejects.toThrow(/Disk error/);
    expect(await send(10)).toMatchObject([{ baseOffset: '1' }]);
    await producer.disconnect();
  });

  it('loses no acknowledged record to kill -9 in the middle of writing', async () => {
    const first = launch(0);
    const port = await ready(first);
    await createTopic(port);
    const { acknowledged, ended } = sendUntilItFails(port);
    await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(1_000), { timeout: 10_000 });
    first.kill('SIGKILL');
    await ended;

    expect(await ready(launch(port))).toBe(port);

    const found = await readAll(port, acknowledged.length);
    expect(acknowledged.filter((value) => !found.has(value))).toEqual([]);
  });

  it('is taken back by consumers and producers that were running when it was killed', async () => {
    const first = launch(0);
    const port = await ready(first);
    await createTopic(port);
    const kafka = client(port, 20);
    const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
    await producer.connect();
    const { consumer, found } = await collect(kafka);
    await producer.send({ topic: 't', messages: [{ value: 'before' }] });
    await vi.waitFor(() => expect([...found]).toEqual(['before']), { timeout: 10_000 });

    first.kill('SIGKILL');
    await exitOf(first);
    const sent = producer.send({ topic: 't', messages: [{ value: 'after' }] });
    await ready(launch(port));

    await sent;
    await vi.waitFor(() => expect([...found]).toEqual(['before', 'after']), { timeout: 20_000 });
    await Promise.all([consumer.disconnect(), producer.disconnect()]);
  });

  it('names the port and the variable to change when the port is busy', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const child = launch(port);
    const [[message], code] = await Promise.all([once(child.stderr!, 'data') as Promise<[Buffer]>, exitOf(child)]);
    server.close();
    expect(code).toBe(1);
    expect(message.toString()).toBe(
      `dev-broker: port ${port} is in use: stop what listens there, or set DEV_BROKER_PORT\n`,
    );
  });

  it('names the variable whose value is no port', async () => {
    const child = launch('kafka');
    const [[message], code] = await Promise.all([once(child.stderr!, 'data') as Promise<[Buffer]>, exitOf(child)]);
    expect(code).toBe(1);
    expect(message.toString()).toMatch(/^dev-broker: DEV_BROKER_PORT is 'kafka': set it to a port/);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('ends in order on %s', async (signal) => {
    const child = launch(0);
    await ready(child);
    child.kill(signal);
    expect(await exitOf(child)).toBe(0);
  });

  it('ends when the process that started it is gone', async () => {
    const child = launch(0);
    await ready(child);
    child.disconnect();
    expect(await exitOf(child)).toBe(0);
  });
});
