import type { Admin } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DevBroker } from '@gauntlet/dev-broker';
import { temporaryDirectory } from '@gauntlet/testing';
import { createKafkaClient } from '../cluster/kafka-client';
import { awaitLeaders } from './await-leaders';

const directory = temporaryDirectory();
let broker: DevBroker;
let admin: Admin;

beforeAll(async () => {
  broker = await DevBroker.start({ port: 0, dataDir: directory.path });
  admin = createKafkaClient({ clientId: 'spec', brokers: [broker.address] }).admin();
  await admin.connect();
});
afterAll(async () => {
  await admin.disconnect();
  await broker.close();
  directory.remove();
});

describe('awaitLeaders', () => {
  it('waits for a topic that the broker does not know yet', async () => {
    let isThere = false;
    const waiting = awaitLeaders(admin, { topics: ['late'], limitMs: 30_000 }).then(() => expect(isThere).toBe(true));
    await expect(awaitLeaders(admin, { topics: ['late'], limitMs: 0 })).rejects.toThrow('topic-partition');
    isThere = true;
    await admin.createTopics({ topics: [{ topic: 'late' }] });
    await waiting;
  });
});
