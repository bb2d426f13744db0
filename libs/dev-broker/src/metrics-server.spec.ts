import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DevBroker } from './dev-broker';
import { serveMetrics } from './metrics-server';

let dataDir: string;
let broker: DevBroker;
let server: Server;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'dev-broker-'));
  broker = await DevBroker.start({ port: 0, dataDir });
  server = await serveMetrics(0, () => broker.metrics());
});
afterEach(async () => {
  server.close();
  await broker.close();
  rmSync(dataDir, { recursive: true });
});

async function metrics(): Promise<Map<string, number>> {
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const lines = (await response.text()).trimEnd().split('\n');
  return new Map(lines.map((line) => [line.split(' ')[0] ?? '', Number(line.split(' ')[1])]));
}

it('counts what clients ask, and the bytes of it, by API', async () => {
  const kafka = new Kafka({ brokers: [broker.address], logLevel: logLevel.NOTHING, retry: { retries: 0 } });
  const [admin, producer] = [kafka.admin(), kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner })];
  await Promise.all([admin.connect(), producer.connect()]);
  await admin.createTopics({ topics: [{ topic: 't' }] });
  for (let sent = 0; sent < 3; sent += 1) await producer.send({ topic: 't', messages: [{ value: 'x'.repeat(1000) }] });
  await Promise.all([admin.disconnect(), producer.disconnect()]);

  const counted = await metrics();
  expect(counted.get('dev_broker_requests_total{api="CreateTopics"}')).toBe(1);
  expect(counted.get('dev_broker_requests_total{api="Produce"}')).toBe(3);
  expect(counted.get('dev_broker_received_bytes_total{api="Produce"}')).toBeGreaterThan(3000);
  expect(counted.get('dev_broker_sent_bytes_total{api="Produce"}')).toBeGreaterThan(0);
  expect(counted.has('dev_broker_requests_total{api="Fetch"}')).toBe(false);
});
