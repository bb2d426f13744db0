// What kcat can write, and our own client can't, must not stop a Gauntlet.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { kcat, outcome } from './kcat.mjs';

const run = promisify(execFile);
const GAUNTLET = resolve(import.meta.dirname, '../../tools/gauntlet/bin/gauntlet.cjs');
const TOPIC = 'llm.request.accepted.v1';
const CODECS = ['gzip', 'snappy', 'lz4', 'zstd'];
// A key that a producer made is shown by its hash: it may hold personal data.
const SHOWN_KEY = `sha256:${createHash('sha256').update('kcat').digest('hex').slice(0, 12)}`;
const HEADERS = ['nohdr', 'constructor=y', '__proto__=z', 'toString'];

export async function* kcatRecordChecks(gauntlet) {
  for (const check of [answersBehindOddHeaders, answersBehindPackedRecords, listsThemAsDeadLetters]) {
    yield await outcome(check, gauntlet);
  }
}

async function answersBehindOddHeaders({ url, brokers }) {
  for (const header of HEADERS) await produce(brokers, '-H', header);
  await answersEverywhere(url);
}

async function answersBehindPackedRecords({ url, brokers }) {
  for (const codec of CODECS) await produce(brokers, '-z', codec);
  await answersEverywhere(url);
}

async function listsThemAsDeadLetters({ brokers }) {
  const env = { ...process.env, KAFKA_BROKERS: brokers };
  const { stdout } = await run(process.execPath, [GAUNTLET, 'dlq', 'list', '--json'], { env });
  const letters = JSON.parse(stdout).filter(({ key }) => key === SHOWN_KEY);
  const wanted = HEADERS.length + CODECS.length;
  if (letters.length < wanted) throw new Error(`${letters.length} of ${wanted} dead letters are listed`);
}

/** One into each partition. */
async function produce(brokers, ...args) {
  for (const partition of [0, 1, 2, 3]) {
    await kcat(brokers, ['-P', '-t', TOPIC, '-p', String(partition), '-k', 'kcat', ...args], 'no event\n');
  }
}

/** Enough requests for every partition to have some. */
async function answersEverywhere(url) {
  const body = JSON.stringify({
    model: 'support-agent',
    messages: [{ role: 'user', content: 'How long is a gift card valid?' }],
  });
  const ask = () =>
    fetch(`${url}/v1/chat/completions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const answers = await Promise.all(Array.from({ length: 16 }, async () => (await ask()).json()));
  const outcomes = new Set(answers.map(({ gauntlet, error }) => gauntlet?.outcome ?? JSON.stringify(error)));
  if (outcomes.size !== 1 || !outcomes.has('answered')) throw new Error(`outcomes: ${[...outcomes].join(', ')}`);
}
