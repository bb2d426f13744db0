// Two Kafka clients on Apache Kafka 4: CPU, latency and rate of a process that writes and reads. Node 22, Java 17, Maven.
//   node e2e/bench/kafka-clients.mjs --clients <folder>   where "npm install @platformatic/kafka@2.12.1" was run
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import testing from '@gauntlet/testing';
import { Command, InvalidArgumentError } from 'commander';
import kafkajs from 'kafkajs';

const ROUNDS = 3;
const PACED = { everyMs: 10, records: 1_500 };
const BURST = { inCall: 100, calls: 4, records: 10_000 };
const ours = (path) => createRequire(import.meta.url)(`../../libs/messaging/dist/${path}.js`);
const quantile = (list, share) => list.toSorted((one, other) => one - other)[Math.floor((list.length - 1) * share)];

/** Each hands over what it reads from a topic, and resolves with what writes the records of a call to it. */
const CLIENTS = {
  async kafkajs(brokers, topic, take) {
    const kafka = ours('cluster/kafka-client').createKafkaClient({ clientId: 'bench', brokers: [brokers] });
    const producer = kafka.producer({ createPartitioner: ours('publish/key-hash').keyPartitioner });
    const consumer = kafka.consumer({ groupId: topic, maxWaitTimeInMs: 250 });
    await Promise.all([producer.connect(), consumer.connect()]);
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    const eachBatch = async ({ batch }) => batch.messages.forEach(take);
    await consumer.run({ autoCommitInterval: 500, partitionsConsumedConcurrently: 4, eachBatch });
    return (messages) => producer.send({ topic, acks: -1, messages });
  },
  async platformatic(brokers, topic, take, folder) {
    const { Consumer, Producer } = createRequire(join(folder, 'package.json'))('@platformatic/kafka');
    const client = { clientId: 'bench', bootstrapBrokers: [brokers] };
    const producer = new Producer(client);
    const consumer = new Consumer({ ...client, groupId: topic, minBytes: 1, maxWaitTime: 250, autocommit: 500 });
    const from = { topics: [topic], mode: 'committed', fallbackMode: 'earliest' };
    (await consumer.consume(from)).on('data', take);
    return (messages) => producer.send({ acks: -1, messages: messages.map((one) => ({ topic, ...one })) });
  },
};

/** What one client needs for both loads, measured in a process of its own. */
async function measure(name, brokers, topic, folder) {
  let latencies = [];
  const take = ({ value }) => latencies.push(performance.now() - value.readDoubleBE(0));
  const send = await CLIENTS[name](brokers, topic, take, folder);
  const during = async (write, records) => {
    const [cpu, startedAt] = [process.cpuUsage(), performance.now()];
    latencies = [];
    await write(send, records);
    while (latencies.length < records) await pause(2);
    const [{ user, system }, tookMs] = [process.cpuUsage(cpu), performance.now() - startedAt];
    const rates = { cpuMs: (user + system) / 1_000 / records, perSecond: (records / tookMs) * 1_000 };
    return { ...rates, p50: quantile(latencies, 0.5), p95: quantile(latencies, 0.95) };
  };
  await during(writePaced, 100);
  await during(writeBurst, 2_000);
  return { paced: await during(writePaced, PACED.records), batches: await during(writeBurst, BURST.records) };
}

async function writePaced(send, records) {
  const [sent, startedAt] = [[], performance.now()];
  for (let index = 0; index < records; index += 1) {
    await pause(Math.max(0, startedAt + index * PACED.everyMs - performance.now()));
    sent.push(send([record()]));
  }
  await Promise.all(sent);
}

async function writeBurst(send, records) {
  let calls = records / BURST.inCall;
  const writeOn = () => calls-- > 0 && send(Array.from({ length: BURST.inCall }, record)).then(writeOn);
  await Promise.all(Array.from({ length: BURST.calls }, writeOn));
}

function record() {
  const value = Buffer.alloc(5_000, 'x');
  value.writeDoubleBE(performance.now());
  return { key: Buffer.from(randomUUID()), value };
}

/** Rounds by turns, with the results of each client; who begins changes, so that whatever comes in waves hits both. */
async function takeTurns(brokers, folder) {
  const admin = new kafkajs.Kafka({ brokers: [brokers] }).admin();
  const rounds = { kafkajs: [], platformatic: [] };
  for (let turn = 0; turn < ROUNDS * 2; turn += 1) {
    const [name, topic] = [Object.keys(CLIENTS)[(turn + (turn >> 1)) % 2], randomUUID()];
    await admin.createTopics({ waitForLeaders: true, topics: [{ topic, numPartitions: 4 }] });
    const child = fork(import.meta.filename, [name, brokers, topic, folder], { stdio: ['ignore', 2, 2, 'ipc'] });
    const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`${name} ended with ${code}`)));
    rounds[name].push((await Promise.race([once(child, 'message'), ended]))[0]);
  }
  await admin.disconnect();
  return rounds;
}

function report(rounds) {
  for (const [work, measures] of Object.entries(rounds.kafkajs[0])) {
    for (const what of Object.keys(measures)) {
      const [here, there] = Object.values(rounds).map((client) => client.map((round) => round[work][what]));
      const medians = [here, there].map((numbers) => quantile(numbers, 0.5).toFixed(3));
      const ratios = here.map((number, round) => (there[round] / number).toFixed(2));
      console.log(
        `${work}, ${what}: kafkajs ${medians.join(', platformatic ')}; ratio of each round ${ratios.join(', ')}`,
      );
    }
  }
}

function optionsFrom(argv) {
  return new Command('node e2e/bench/kafka-clients.mjs')
    .description('kafkajs beside @platformatic/kafka on Apache Kafka: CPU, latency and rate. Node 22, Java 17, Maven.')
    .requiredOption('--clients <folder>', 'where "npm install @platformatic/kafka@2.12.1" was run', folderOfClients)
    .parse(argv, { from: 'user' })
    .opts();
}

function folderOfClients(path) {
  const folder = resolve(path);
  if (existsSync(join(folder, 'node_modules/@platformatic/kafka'))) return folder;
  throw new InvalidArgumentError('it must be a folder in which "npm install @platformatic/kafka@2.12.1" was run.');
}

if (process.send) {
  process.send(await measure(...process.argv.slice(2)), () => process.exit());
} else {
  const { clients } = optionsFrom(process.argv.slice(2));
  const dataDir = mkdtempSync(join(tmpdir(), 'kafka-clients-'));
  const kafka = await testing.ApacheKafka.start({ dataDir });
  report(await takeTurns(kafka.brokers, clients).finally(() => kafka.stop()));
  rmSync(dataDir, { recursive: true });
}
