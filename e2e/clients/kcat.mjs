// kcat is librdkafka, the client library behind most languages but Java.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import kafkajs from 'kafkajs';
import { waitFor } from './wait-for.mjs';

const run = promisify(execFile);
const PARTITIONS = [0, 1, 2, 3];
const LIMIT_MS = 30_000;

export async function* kcatChecks(address) {
  await installKcat();
  await createTopics(address, ['kcat', 'kcat-compressed', 'kcat-group', 'kcat-commit']);
  const checks = { readsMetadata, carriesRecords, carriesCompressedBatches, rebalances, goesOnWhereItStopped };
  for (const check of Object.values(checks)) yield await outcome(check, address);
}

export async function outcome(check, address) {
  const name = check.name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  try {
    await check(address);
    return { name };
  } catch (error) {
    return { name, error };
  }
}

async function installKcat() {
  if (await isInstalled()) return;
  if (process.getuid?.() !== 0) throw new Error("kcat is missing: install the Debian package 'kcat' (needs root)");
  try {
    await run('apt-get', ['update', '-qq']);
    await run('apt-get', ['install', '-y', '-qq', 'kcat']);
  } catch (cause) {
    throw new Error(`kcat is missing, and apt-get could not install it: ${cause.message}`, { cause });
  }
}

const isInstalled = () =>
  run('kcat', ['-V']).then(
    () => true,
    () => false,
  );

/** kcat has no command for it. */
async function createTopics(address, names) {
  const admin = new kafkajs.Kafka({ brokers: [address], logLevel: kafkajs.logLevel.NOTHING }).admin();
  await admin.createTopics({ topics: names.map((topic) => ({ topic, numPartitions: PARTITIONS.length })) });
  await admin.disconnect();
}

export async function kcat(address, args, input = '') {
  const running = run('kcat', ['-b', address, ...args], { timeout: LIMIT_MS, maxBuffer: 64 * 1024 * 1024 });
  running.child.stdin.end(input);
  return (await running).stdout;
}

function equal(actual, expected) {
  const [found, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (found !== wanted) throw new Error(`expected ${wanted.slice(0, 500)}, got ${found.slice(0, 500)}`);
}

async function readsMetadata(address) {
  const metadata = JSON.parse(await kcat(address, ['-L', '-J', '-t', 'kcat']));
  equal(metadata.brokers.length, 1);
  equal(metadata.topics[0].partitions.length, PARTITIONS.length);
}

async function carriesRecords(address) {
  const produce = ['-P', '-t', 'kcat', '-p', '1', '-K:', '-Z', '-X', 'acks=all'];
  await kcat(address, [...produce, '-H', 'traceparent=00-ab'], 'key:value\ntombstone:\n');
  const consumed = await kcat(address, ['-C', '-t', 'kcat', '-p', '1', '-o', 'beginning', '-e', '-J', '-q']);
  const records = consumed
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  equal(
    records.map(({ offset, key, payload, headers }) => [offset, key, payload, headers]),
    [
      [0, 'key', 'value', ['traceparent', '00-ab']],
      [1, 'tombstone', null, ['traceparent', '00-ab']],
    ],
  );
}

/** The broker never opens a batch, so it must not matter how its records are packed. */
async function carriesCompressedBatches(address) {
  const lines = Array.from({ length: 1_000 }, (_, i) => `record ${i} ${'x'.repeat(500)}`);
  for (const [partition, codec] of ['gzip', 'snappy', 'lz4', 'zstd'].entries()) {
    const place = ['-t', 'kcat-compressed', '-p', String(partition)];
    await kcat(address, ['-P', ...place, '-z', codec], `${lines.join('\n')}\n`);
    const consumed = await kcat(address, ['-C', ...place, '-o', 'beginning', '-e', '-q']);
    equal(consumed.trim().split('\n'), lines);
  }
}

/** A consumer in group `group` that runs until it is killed; `assigned()` follows its rebalances. */
function startMember(address, topic, group) {
  const settings = ['session.timeout.ms=6000', 'heartbeat.interval.ms=500', 'auto.offset.reset=earliest'];
  const child = spawn('kcat', ['-b', address, ...settings.flatMap((one) => ['-X', one]), '-u', '-G', group, topic]);
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (output.stdout += chunk));
  child.stderr.on('data', (chunk) => (output.stderr += chunk));
  const values = () => output.stdout.split('\n').slice(0, -1);
  const assigned = () => {
    const rebalance = output.stderr.split('\n').findLast((line) => line.includes('rebalanced'));
    const [, partitions = ''] = rebalance?.split('assigned:') ?? [];
    return [...partitions.matchAll(/\[(\d)\]/g)].map(([, partition]) => Number(partition));
  };
  const exited = once(child, 'exit');
  const kill = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  return { values, assigned, kill };
}

async function untilSplit(...members) {
  await waitFor(`${members.length} members share all partitions evenly`, () => {
    const seen = members.map(({ assigned }) => assigned());
    const isEven = seen.every((partitions) => partitions.length === PARTITIONS.length / members.length);
    return { holds: isEven && JSON.stringify(seen.flat().sort()) === JSON.stringify(PARTITIONS), seen };
  });
}

async function rebalances(address) {
  const members = [startMember(address, 'kcat-group', 'kcat-group')];
  try {
    await untilSplit(...members);
    members.push(startMember(address, 'kcat-group', 'kcat-group'));
    await untilSplit(...members);
    for (const partition of PARTITIONS) {
      await kcat(address, ['-P', '-t', 'kcat-group', '-p', String(partition)], `record ${partition}\n`);
    }
    await waitFor('each record has arrived at one of the two', () => {
      const seen = members.flatMap(({ values }) => values()).sort();
      return { holds: JSON.stringify(seen) === JSON.stringify(PARTITIONS.map((p) => `record ${p}`)), seen };
    });
    await members.pop().kill();
    await untilSplit(...members);
  } finally {
    await Promise.all(members.map(({ kill }) => kill()));
  }
}

async function goesOnWhereItStopped(address) {
  // Not -o: it would override what the group has committed.
  const consume = ['-G', 'kcat-commit', '-X', 'auto.offset.reset=earliest', '-q'];
  await kcat(address, ['-P', '-t', 'kcat-commit', '-p', '0'], 'before\n');
  equal(await kcat(address, [...consume, '-c', '1', 'kcat-commit']), 'before\n');
  await kcat(address, ['-P', '-t', 'kcat-commit', '-p', '0'], 'after\n');
  equal(await kcat(address, [...consume, '-c', '1', 'kcat-commit']), 'after\n');
}
