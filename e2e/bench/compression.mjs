// What each MESSAGING_COMPRESSION costs and saves: events go from a writer through the dev-broker to a reader, all in this
// process, one at a time and ten at a time.
//   npm run build && node e2e/bench/compression.mjs
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { EVENTS } from './events.mjs';
import { median } from './report/median.mjs';
import { topicBytes } from './stores/topic-bytes.mjs';

// First, since what follows loads and starts things.
new Command('node e2e/bench/compression.mjs')
  .description('Bytes and CPU of an event with each MESSAGING_COMPRESSION, through the dev-broker.')
  .parse();

const ROOT = resolve(import.meta.dirname, '../..');
const LIBS = join(ROOT, 'libs');
const load = (path) => createRequire(import.meta.url)(join(LIBS, path));
const { DevBroker } = load('dev-broker/dist/index.js');
const { createKafkaClient } = load('messaging/dist/cluster/kafka-client.js');
const { COMPRESSIONS } = load('messaging/dist/codecs/pack.js');
const { KafkaProducer } = load('messaging/dist/publish/kafka-producer.js');

const ROUNDS = 7;
const WRITES = 150;
const topic = 'llm.completion.generated.v1';
const recorded = JSON.parse(readFileSync(join(LIBS, `contracts/fixtures/${topic}.json`), 'utf8'));
// What most of a short event is.
const system = readFileSync(join(ROOT, 'prompts/support-agent/v7.prompt.yml'), 'utf8').slice(0, 2_000);

const dataDir = mkdtempSync(join(tmpdir(), 'gauntlet-compression-'));
const broker = await DevBroker.start({ port: 0, dataDir });
const kafka = createKafkaClient({ clientId: 'bench', brokers: [broker.address] });
const admin = kafka.admin();
await admin.connect();
await admin.createTopics({ topics: [{ topic, numPartitions: 1 }] });
const producers = COMPRESSIONS.map((name) => ({ name, producer: new KafkaProducer(kafka, name) }));
const consumer = kafka.consumer({ groupId: 'bench', maxWaitTimeInMs: 250 });
await consumer.connect();
await consumer.subscribe({ topic, fromBeginning: true });
let onRead = () => undefined;
await consumer.run({ autoCommit: false, eachBatch: async ({ batch }) => batch.messages.forEach(() => onRead()) });

for (const together of [1, 10]) {
  await compared(together, 1);
  const measured = await compared(together, ROUNDS);
  for (const [name, rounds] of Object.entries(measured)) {
    const [bytes, microseconds] = ['bytes', 'microseconds'].map((what) => median(rounds.map((round) => round[what])));
    console.log(
      `${together} together, ${name}: ${bytes.toFixed(0)} bytes, ${microseconds.toFixed(0)} µs of CPU an event`,
    );
  }
}
await Promise.all([consumer.disconnect(), admin.disconnect(), ...producers.map(({ producer }) => producer.close())]);
await broker.close();
rmSync(dataDir, { recursive: true });

/** Rounds by turns, so that whatever comes in waves hits all. */
async function compared(together, count) {
  const rounds = Object.fromEntries(COMPRESSIONS.map((name) => [name, []]));
  for (let round = 0; round < count; round += 1) {
    for (const { name, producer } of producers) rounds[name].push(await measure(producer, together));
  }
  return rounds;
}

async function measure(producer, together) {
  const [cpu, before] = [process.cpuUsage(), topicBytes(join(dataDir, 'topics'))[topic] ?? 0];
  for (let write = 0; write < WRITES; write += 1) {
    const read = readAgain(together);
    await producer.send(Array.from({ length: together }, record));
    await read;
  }
  const { user, system } = process.cpuUsage(cpu);
  const events = WRITES * together;
  const bytes = topicBytes(join(dataDir, 'topics'))[topic] - before;
  return { bytes: bytes / events, microseconds: (user + system) / events };
}

function readAgain(records) {
  return new Promise((done) => {
    onRead = () => (records -= 1) === 0 && done();
  });
}

/** Requests differ in their ids and in what they ask. */
function record() {
  const id = randomUUID();
  const { facts, content } = EVENTS.short('output', recorded.value);
  const messages = [{ role: 'system', content: system }, ...content.messages.slice(1)];
  const value = {
    facts: { ...facts, request: { ...facts.request, id } },
    content: { ...content, input: `${id} ${content.input}`, messages },
  };
  return { topic, key: id, headers: recorded.headers, value: Buffer.from(JSON.stringify(value)) };
}
