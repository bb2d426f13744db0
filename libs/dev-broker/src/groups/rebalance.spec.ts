import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Consumer, Kafka, logLevel, Partitioners } from 'kafkajs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DevBroker } from '../dev-broker';

const DEADLINE = { timeout: 15_000 };
const TOPIC = 't';
const CONSUMER_SETTINGS = { groupId: 'g', sessionTimeout: 2_000, heartbeatInterval: 200, maxWaitTimeInMs: 200 };

let dir: string;
let broker: DevBroker;
let kafka: Kafka;
let consumers: Consumer[];

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'dev-broker-'));
  broker = await DevBroker.start({ port: 0, dataDir: dir });
  kafka = new Kafka({ brokers: [broker.address], logLevel: logLevel.NOTHING });
  consumers = [];
  const admin = kafka.admin();
  await admin.createTopics({ topics: [{ topic: TOPIC, numPartitions: 4 }] });
  await admin.disconnect();
});
afterEach(async () => {
  await Promise.all(consumers.map((consumer) => consumer.disconnect()));
  await broker.close();
  rmSync(dir, { recursive: true });
});

interface Member {
  consumer: Consumer;
  partitions: number[];
  received: string[];
}

async function joinGroup(): Promise<Member> {
  const member: Member = { consumer: kafka.consumer(CONSUMER_SETTINGS), partitions: [], received: [] };
  consumers.push(member.consumer);
  member.consumer.on('consumer.group_join', ({ payload }) => {
    member.partitions = payload.memberAssignment[TOPIC] ?? [];
  });
  await member.consumer.connect();
  await member.consumer.subscribe({ topic: TOPIC, fromBeginning: true });
  await member.consumer.run({
    eachMessage: async ({ message }) => void member.received.push(String(message.value)),
  });
  return member;
}

/** A member in a process of its own, which can be killed without a word to the broker. */
async function joinGroupInOwnProcess(): Promise<ChildProcess> {
  const script = join(dir, 'member.js');
  const kafkajs = createRequire(__filename).resolve('kafkajs');
  writeFileSync(
    script,
    `const { Kafka } = require(${JSON.stringify(kafkajs)});
     const consumer = new Kafka({ brokers: ['${broker.address}'], logLevel: 0 }).consumer(${JSON.stringify(CONSUMER_SETTINGS)});
     consumer.on('consumer.group_join', () => process.send('joined'));
     consumer.subscribe({ topic: '${TOPIC}' }).then(() => consumer.run({ eachMessage: async () => {} }));`,
  );
  const child = fork(script);
  await once(child, 'message');
  return child;
}

function expectSplit(...members: Member[]): Promise<void> {
  return vi.waitFor(() => {
    expect(members.flatMap(({ partitions }) => partitions).sort()).toEqual([0, 1, 2, 3]);
    expect(members.every(({ partitions }) => partitions.length === 4 / members.length)).toBe(true);
  }, DEADLINE);
}

describe('a consumer group', () => {
  it('splits the partitions anew when members join and leave', async () => {
    const first = await joinGroup();
    await expectSplit(first);
    const second = await joinGroup();
    await expectSplit(first, second);
    consumers.shift();
    await first.consumer.disconnect();
    await expectSplit(second);
  });

  it('takes over the partitions of a member that was killed', async () => {
    const first = await joinGroup();
    await expectSplit(first);
    const doomed = await joinGroupInOwnProcess();
    await vi.waitFor(() => expect(first.partitions).toHaveLength(2), DEADLINE);
    doomed.kill('SIGKILL');
    await expectSplit(first);
  });

  it('receives every record exactly once over a join, when nothing fails', async () => {
    const first = await joinGroup();
    await expectSplit(first);
    const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
    await producer.connect();
    const send = (from: number) =>
      producer.send({
        topic: TOPIC,
        messages: Array.from({ length: 100 }, (_, i) => ({ partition: i % 4, value: String(from + i) })),
      });
    await send(0);
    await vi.waitFor(() => expect(first.received).toHaveLength(100), DEADLINE);
    const second = await joinGroup();
    await expectSplit(first, second);
    await send(100);
    await vi.waitFor(() => expect(first.received.length + second.received.length).toBe(200), DEADLINE);
    expect(new Set([...first.received, ...second.received]).size).toBe(200);
    expect(second.received).toHaveLength(50);
    await producer.disconnect();
  });
});
