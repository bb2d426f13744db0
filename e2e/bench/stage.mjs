// CPU time of a guardrail stage per event: decode, every check of the shipped policy, encode; no broker, no network.
//   npm run bench:stage                       this checkout
//   npm run bench:stage -- /path/to/checkout  both by turns in one process, with the ratio; both have to be built
import { fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { EVENTS, SIDES } from './events.mjs';
import { checkout } from './options.mjs';

const HERE = fileURLToPath(import.meta.url);
const ROOT = join(dirname(HERE), '../..');
// A process compiles its code by chance a little better or worse, so there are several.
const PROCESSES = 3;
const PAIRS = 20;
const BATCH_MICROSECONDS = 12_000;
const WARM_UP_BATCHES = 40;
const EVENTS_BETWEEN_LOOKS = 8;

const quantile = (numbers, share) =>
  numbers.toSorted((one, other) => one - other)[Math.floor((numbers.length - 1) * share)];
const median = (numbers) => quantile(numbers, 0.5);

/** Pairs of microseconds per event, here and there, for each case and each part of the work. */
async function measure(checkouts) {
  const stages = checkouts.map(stageOf);
  const results = {};
  for (const side of SIDES) {
    for (const name of Object.keys(EVENTS)) {
      const works = await Promise.all(stages.map((stage) => worksOn(stage, side, name)));
      await warmUp(works);
      for (const part of Object.keys(works[0])) {
        results[`${side} ${name}, ${part}`] = await pairs(works.map((work) => work[part]));
      }
    }
  }
  return results;
}

async function warmUp(works) {
  for (let batch = 0; batch < WARM_UP_BATCHES; batch += 1) for (const { all } of works) await microseconds(all);
}

function stageOf(checkout) {
  const load = (path) => createRequire(join(checkout, 'package.json'))(join(checkout, path));
  // An older checkout has a lib for policies alone.
  const policies = existsSync(join(checkout, 'libs/policies/package.json')) ? 'policies' : 'artefacts';
  const { parsePolicyFile } = load(`libs/${policies}/dist/index.js`);
  const { InputGuardrail } = load('services/guardrail/dist/input-guardrail.service.js');
  const { OutputGuardrail } = load('services/guardrail/dist/output-guardrail.service.js');
  const policy = parsePolicyFile(readFileSync(join(ROOT, 'policies/default/v1.policy.yml'), 'utf8'));
  const wiring = [{ policy: () => policy }, { GUARDRAIL_CHECK_TIMEOUT_MS: 1000 }, 'bench'];
  const guardrails = { input: new InputGuardrail(...wiring), output: new OutputGuardrail(...wiring) };
  return { ...load('libs/contracts/dist/index.js'), guardrails };
}

async function worksOn({ decodeEvent, encodeEvent, TOPICS, guardrails }, side, name) {
  const topic = side === 'input' ? TOPICS.accepted : TOPICS.generated;
  const recorded = JSON.parse(readFileSync(join(ROOT, `libs/contracts/fixtures/${topic}.json`), 'utf8'));
  const value = Buffer.from(JSON.stringify(EVENTS[name](side, recorded.value)));
  const raw = { topic, key: Buffer.from(recorded.key), headers: recorded.headers, value };
  const guardrail = guardrails[side];
  // An older checkout names the decision of its guardrail `judge`.
  const judge = (event) => (guardrail.decide ?? guardrail.judge).call(guardrail, event);
  const judged = await judge(decodeEvent(raw));
  return {
    all: async () => encodeEvent(await judge(decodeEvent(raw))),
    decode: async () => decodeEvent(raw),
    encode: async () => encodeEvent(judged),
  };
}

async function pairs(works) {
  const measured = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const times = [];
    // Who begins changes, so that whatever comes in waves hits both.
    for (const index of pair % 2 ? [1, 0] : [0, 1]) if (works[index]) times[index] = await microseconds(works[index]);
    measured.push(times);
  }
  return measured;
}

async function microseconds(work) {
  const startedAt = process.cpuUsage();
  for (let events = EVENTS_BETWEEN_LOOKS; ; events += EVENTS_BETWEEN_LOOKS) {
    for (let event = 0; event < EVENTS_BETWEEN_LOOKS; event += 1) await work();
    const { user, system } = process.cpuUsage(startedAt);
    if (user + system > BATCH_MICROSECONDS) return (user + system) / events;
  }
}

function inProcess(checkouts) {
  return new Promise((done, reject) => {
    const child = fork(HERE, ['--measure', ...checkouts], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    child.once('message', done);
    child.once('exit', (code) => reject(new Error(`measuring ended with ${code}; is each checkout built?`)));
  });
}

async function compare(checkouts) {
  const processes = [];
  for (let count = 0; count < PROCESSES; count += 1) processes.push(await inProcess(checkouts));
  console.log('median CPU time per event; the ratio of pairs measured one after the other: median (quartiles)');
  for (const name of Object.keys(processes[0])) {
    console.log(
      line(
        name,
        processes.flatMap((results) => results[name]),
      ),
    );
  }
}

function line(name, measured) {
  const [here, there] = [0, 1].map((index) => median(measured.map((times) => times[index])));
  const label = `${name.padEnd(22)} ${here.toFixed(1).padStart(8)} µs`;
  if (measured[0].length === 1) return label;
  const ratios = measured.map(([own, other]) => own / other);
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => quantile(ratios, share).toFixed(3));
  return `${label} ${there.toFixed(1).padStart(8)} µs there   ratio ${middle} (${low}–${high})`;
}

function checkoutsFrom(argv) {
  const command = new Command('npm run bench:stage --')
    .description('CPU time of a guardrail stage per event: decode, every check of the shipped policy, encode.')
    .argument('[checkout]', 'another built checkout, measured by turns with this one, with the ratio', checkout)
    .parse(argv, { from: 'user' });
  return [ROOT, ...command.processedArgs.filter(Boolean)];
}

const [argument, ...checkouts] = process.argv.slice(2);
if (argument === '--measure') process.send(await measure(checkouts));
else await compare(checkoutsFrom(process.argv.slice(2)));
