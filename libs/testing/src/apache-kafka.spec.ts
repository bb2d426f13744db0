import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApacheKafka } from './apache-kafka';
import { temporaryDirectory } from './places';

let directory: ReturnType<typeof temporaryDirectory>;
beforeEach(() => {
  directory = temporaryDirectory();
});
afterEach(() => {
  vi.unstubAllEnvs();
  directory.remove();
});

describe('ApacheKafka where it cannot run', () => {
  it('says that Java is missing', async () => {
    vi.stubEnv('JAVA_HOME', directory.path);
    const started = ApacheKafka.start({ dataDir: directory.path });
    await expect(started).rejects.toMatchObject({ code: 'java_missing', message: /Install Java 17/ });
  });
});

// `npm test` must pass where there is no Java; `npm run test:kafka` must not.
describe.runIf(process.env.E2E_BROKER === 'kafka')('ApacheKafka', { timeout: 300_000 }, () => {
  it('keeps its records through kill -9, a restart, and a second start on the same data', async () => {
    const kafka = await ApacheKafka.start({ dataDir: directory.path });
    await send(kafka.brokers, 'first');
    const killed = kafka.pid;
    await kafka.kill();
    expect(() => process.kill(killed, 0)).toThrow('ESRCH');
    await kafka.restart();
    await send(kafka.brokers, 'second');
    await kafka.stop();

    const again = await ApacheKafka.start({ dataDir: directory.path });
    expect(await endOffset(again.brokers)).toBe('2');
    await again.stop();
  });

  it('tells the last words of a broker that ends while starting', async () => {
    const kafka = await ApacheKafka.start({ dataDir: directory.path });
    await kafka.stop();
    const identity = join(directory.path, 'log/meta.properties');
    writeFileSync(identity, readFileSync(identity, 'utf8').replace('node.id=1', 'node.id=2'));
    await expect(kafka.restart()).rejects.toMatchObject({ code: 'start_failed', message: /node id/i });
  });

  it('refuses a port on which somebody else listens', async () => {
    const stranger = createServer().listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    const { port } = stranger.address() as AddressInfo;
    const started = ApacheKafka.start({ dataDir: directory.path, port });
    await expect(started).rejects.toMatchObject({ code: 'start_failed', message: new RegExp(`port ${port}`) });
    stranger.close();
  });
});

const client = (brokers: string) => new Kafka({ brokers: [brokers], logLevel: logLevel.NOTHING });

async function send(brokers: string, value: string): Promise<void> {
  const admin = client(brokers).admin();
  await admin.createTopics({ topics: [{ topic: 't' }] });
  await admin.disconnect();
  const producer = client(brokers).producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  await producer.send({ topic: 't', acks: -1, messages: [{ value }] });
  await producer.disconnect();
}

async function endOffset(brokers: string): Promise<string | undefined> {
  const admin = client(brokers).admin();
  const [partition] = await admin.fetchTopicOffsets('t');
  await admin.disconnect();
  return partition?.high;
}
