// How long the checks of default@v2 take on ordinary texts, and on long texts that are full of what they look for.
//   npm run bench:checks
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import artefacts from '@gauntlet/artefacts';
import checks from '@gauntlet/checks';
import statistics from '@gauntlet/statistics';
import { Command } from 'commander';
import { table } from './report/markdown.mjs';

const ROOT = join(import.meta.dirname, '../..');
const POLICY = artefacts.parsePolicyFile(readFileSync(join(ROOT, 'policies/default/v2.policy.yml'), 'utf8'));
const SHORT = 2_048;
const LONG = 262_144;
const [SHORT_ROUNDS, LONG_ROUNDS] = [3_000, 3];
const LIMIT_MS = 60_000;

const random = new statistics.SeededRandom(7);
const below = (count) => random.below(count);
const one = (list) => list[below(list.length)];
const digits = (count) => Array.from({ length: count }, () => below(10)).join('');
const hex = (count) => Array.from({ length: count }, () => below(16).toString(16)).join('');
const WORDS =
  'the order was sent on monday and we would like to know when it will arrive because our customers have been waiting for a long time in this city please tell us what you can do about that before the end of next week'.split(
    ' ',
  );
const NAMES = 'Anna Maria Peter Johnson Schmidt Garcia Lopez Robert Smith Emily Brown Ivan Petrov Fatima Hassan'.split(
  ' ',
);
const sentence = (words) => `${Array.from({ length: words }, () => one(WORDS)).join(' ')}. `;

/** Each makes the next piece of a text. */
const KINDS = {
  prose: () => sentence(12),
  'prose with names': () => `${one(NAMES)} ${one(NAMES)} wrote that ${sentence(10)}`,
  HTML: () =>
    `<div class="${one(WORDS)}"><p>${sentence(6)}</p><a href="https://x.example/${one(WORDS)}">more</a></div>\n`,
  JSON: () => `{"id":${below(99_999)},"name":"${one(NAMES)} ${one(NAMES)}","note":"${sentence(5)}"},\n`,
  code: () =>
    `export function ${one(WORDS)}${below(99)}(text: string) { return text.length * ${below(9)} + "${one(WORDS)}"; }\n`,
  links: () => `![${one(WORDS)}](https://${one(WORDS)}${below(99)}.example.com/${one(WORDS)}.png) `,
  'random Unicode': () => String.fromCodePoint(below(0xd800)),
  base64: () => `${Buffer.from(sentence(30)).toString('base64')}\n`,
  UUIDs: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}\n`,
  'mail addresses': () => `${one(WORDS)}${below(9_999)}@${one(WORDS)}.org `,
  'phone numbers': () => `+1 415 ${200 + below(700)} ${digits(4)}, `,
  'IP addresses': () => `${1 + below(220)}.${below(255)}.${below(255)}.${1 + below(250)} `,
  SSNs: () => `536-${10 + below(89)}-${1_000 + below(8_999)} `,
  keys: () => `sk-proj-${hex(40)} `,
  'spaced-out letters': () => `${[...one(WORDS)].join(' ')}  `,
  'one letter': () => 'a'.repeat(64),
  brackets: () => '[({<',
};
const SIDES = {
  input: (input) => ({
    side: 'input',
    checks: checks.INPUT_CHECKS,
    // What is too long is blocked by length, and the other checks are what is measured here.
    expected: POLICY.input.filter(({ check }) => check !== 'input-length'),
    subject: { input, history: [], variables: {} },
  }),
  output: (answer) => ({
    side: 'output',
    checks: checks.OUTPUT_CHECKS,
    expected: POLICY.output,
    subject: {
      ...{ answer, canary: 'gx-0123456789ab', systemPrompt: 'You answer questions about orders.', asked: ['Hello'] },
      ...{ responseFormat: { type: 'text' }, finishReason: 'stop' },
    },
  }),
};

function textOf(kind, length) {
  let text = '';
  while (text.length < length) text += KINDS[kind]();
  return text.slice(0, length);
}

function examine(side, text) {
  const { subject, ...facts } = SIDES[side](text);
  return checks.examine({ ...facts, turn: 0, limitMs: LIMIT_MS }, subject);
}

const cpuMs = (since) => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1_000;
};

/** CPU of the process, and the most of it that it used without a turn of the event loop. */
async function measured(side, text) {
  let [isOver, longest, last] = [false, 0, process.cpuUsage()];
  const watch = (async () => {
    while (!isOver) {
      await nextTurn();
      longest = Math.max(longest, cpuMs(last));
      last = process.cpuUsage();
    }
  })();
  const before = process.cpuUsage();
  await examine(side, text);
  const all = cpuMs(before);
  isOver = true;
  await watch;
  return { all, longest };
}

async function short(side) {
  const times = [];
  for (let round = -SHORT_ROUNDS; round < SHORT_ROUNDS; round += 1) {
    const text = textOf('prose', SHORT);
    const startedAt = performance.now();
    await examine(side, text);
    if (round >= 0) times.push(performance.now() - startedAt);
  }
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => `${sorted[Math.floor(sorted.length * share)].toFixed(2)} ms`;
  return [`${side}, prose of 2 kB`, at(0.5), at(0.99)];
}

async function long(kind) {
  const text = textOf(kind, LONG);
  const cells = [];
  for (const side of Object.keys(SIDES)) {
    const rounds = [];
    for (let round = 0; round < LONG_ROUNDS; round += 1) rounds.push(await measured(side, text));
    cells.push(...['all', 'longest'].map((part) => `${Math.min(...rounds.map((found) => found[part])).toFixed(0)} ms`));
  }
  return [kind, ...cells];
}

new Command('npm run bench:checks --')
  .description(
    'Time of the checks of default@v2: ordinary texts of 2 kB, and texts of 256 kB with the longest turn of the event loop.',
  )
  .parse();
await checks.warmUp();
const shorts = [await short('input'), await short('output')];
console.log(table(['text', 'p50', 'p99'], shorts).join('\n'));
const longs = [];
for (const kind of Object.keys(KINDS)) longs.push(await long(kind));
const head = ['256 kB of', 'input, CPU', 'longest turn', 'output, CPU', 'longest turn'];
console.log(`\n${table(head, longs).join('\n')}`);
