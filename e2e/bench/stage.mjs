// How long a guardrail stage works on an event: decode, all checks of the shipped policy, encode; no broker, no network.
//   npm run bench:stage                       this checkout
//   npm run bench:stage -- /path/to/checkout  both, in turn, with the ratio; the other one has to be built
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(import.meta.url);
const ROOT = join(dirname(HERE), '../..');
const ROUNDS = 9;
const BATCHES = 15;
const BATCH_MS = 20;
// Characters of the question and of the answer; the rendered prompt holds three thousand more.
const SIZES = { small: [200, 400], usual: [1_500, 2_000], long: [12_000, 16_000] };
const WORDS =
  'The parcel 1Z999 with the hedge trimmer left on 12 November; returns are free within 30 days — please keep the label. ';

const median = (numbers) => numbers.toSorted((one, other) => one - other)[numbers.length >> 1];
const prose = (length) => WORDS.repeat(Math.ceil(length / WORDS.length)).slice(0, length);

async function measure(checkout) {
  const load = (path) => createRequire(join(checkout, 'package.json'))(join(checkout, path));
  const { decodeEvent, encodeEvent, TOPICS } = load('libs/contracts/dist/index.js');
  const { parsePolicyFile } = load('libs/policies/dist/index.js');
  const { InputGuardrail } = load('services/guardrail/dist/input-guardrail.service.js');
  const { OutputGuardrail } = load('services/guardrail/dist/output-guardrail.service.js');
  const policy = parsePolicyFile(readFileSync(join(ROOT, 'policies/default/v1.policy.yml'), 'utf8'));
  const parts = [{ policy: () => policy }, { GUARDRAIL_CHECK_TIMEOUT_MS: 1000 }, 'bench'];
  const stages = { input: new InputGuardrail(...parts), output: new OutputGuardrail(...parts) };
  const results = {};
  for (const [side, stage] of Object.entries(stages)) {
    for (const [name, [asked, answered]] of Object.entries(SIZES)) {
      const raw = record(side === 'input' ? TOPICS.accepted : TOPICS.generated, { asked, answered });
      const work = async () => encodeEvent(await stage.judge(decodeEvent(raw)));
      results[`${side} ${name}`] = await microseconds(work);
    }
  }
  return results;
}

function record(topic, { asked, answered }) {
  const recorded = JSON.parse(readFileSync(join(ROOT, `libs/contracts/fixtures/${topic}.json`), 'utf8'));
  const { facts, content } = recorded.value;
  const history = [
    { role: 'user', content: prose(asked / 4) },
    { role: 'assistant', content: prose(answered / 4) },
  ];
  const texts = { ...content, input: prose(asked), history };
  const isAnswer = 'completion' in content;
  if (isAnswer)
    texts.messages = [{ role: 'system', content: prose(3_000) }, ...history, { role: 'user', content: prose(asked) }];
  if (isAnswer) texts.completion = prose(answered);
  const value = Buffer.from(JSON.stringify({ facts, content: texts }));
  return { topic, key: Buffer.from(facts.request.id), headers: recorded.headers, value };
}

async function microseconds(work) {
  const batches = [];
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const startedAt = performance.now();
    let events = 0;
    for (; performance.now() - startedAt < BATCH_MS; events += 1) await work();
    batches.push(((performance.now() - startedAt) / events) * 1000);
  }
  return Math.min(...batches);
}

function inProcess(checkout) {
  return new Promise((resolve, reject) => {
    const child = fork(HERE, ['--measure', checkout], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`measuring ${checkout} ended with ${code}; is it built?`)));
  });
}

async function compare(checkouts) {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const results = [];
    for (const checkout of checkouts) results.push(await inProcess(checkout));
    rounds.push(results);
  }
  for (const name of Object.keys(rounds[0][0])) console.log(line(name, rounds));
}

function line(name, rounds) {
  const here = median(rounds.map(([own]) => own[name]));
  const label = `${name.padEnd(14)} ${here.toFixed(1).padStart(8)} µs`;
  if (rounds[0].length === 1) return label;
  const other = median(rounds.map(([, before]) => before[name]));
  const ratio = median(rounds.map(([own, before]) => own[name] / before[name]));
  return `${label} ${other.toFixed(1).padStart(8)} µs there, ratio ${ratio.toFixed(3)}`;
}

const [argument, checkout] = process.argv.slice(2);
if (argument === '--measure') process.send(await measure(checkout));
else await compare(argument ? [ROOT, argument] : [ROOT]);
