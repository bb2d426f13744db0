// How much longer the answers of users take beside an eval run: pairs of without and with, by turns, on one Gauntlet.
//   npm run bench:run
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Command } from 'commander';
import { startGauntlet } from '../gauntlet-process.mjs';
import { startProcess } from './bench-process.mjs';
import { atEnd, endAll } from './endings.mjs';
import { machine } from './machine/description.mjs';
import { table } from './report/markdown.mjs';
import { median } from './report/median.mjs';

const ROOT = join(import.meta.dirname, '../..');
const COMMAND = join(ROOT, 'tools/gauntlet/bin/gauntlet.cjs');
const MODEL_MS = 50;
/** Beside a run that has just begun nobody has asked yet, so it asks at full speed for a moment. */
const SETTLE_MS = 5_000;

async function main({ rate, seconds, pairs }) {
  const [load, upstream] = [await startProcess('load/load.main.mjs'), await startProcess('upstream.main.mjs')];
  for (const one of [load, upstream]) atEnd(one.stop);
  await upstream.ask({ delayMs: MODEL_MS });
  const env = { OLLAMA_BASE_URL: `http://127.0.0.1:${upstream.port}/v1`, KAFKA_BROKERS: '', DATABASE_URL: '' };
  let stop;
  const gauntlet = await startGauntlet({
    args: ['--deployment', 'ollama'],
    env,
    onStart: (end) => (stop = atEnd(end)),
  });
  const target = { origin: gauntlet.url, path: '/v1/chat/completions', model: 'support-agent', expectsOutcome: true };
  const ask = async (forSeconds) => {
    const options = { target, rate, seconds: forSeconds, mostInFlight: 100 + 2 * rate };
    return (await load.ask({ work: 'openLoop', options })).result;
  };
  await ask(3 * seconds);
  const rows = [];
  for (let pair = 1; pair <= pairs; pair += 1) {
    const turns = { without: () => ask(seconds), beside: () => besideRun(gauntlet, () => ask(seconds), ask) };
    const order = pair % 2 === 1 ? ['without', 'beside'] : ['beside', 'without'];
    const found = {};
    for (const name of order) found[name] = await turns[name]();
    rows.push({ ...found, ratio: found.beside.p95 / found.without.p95 });
    const shown = [pair, found.without.p95.toFixed(1), found.beside.p95.toFixed(1), rows.at(-1).ratio.toFixed(2)];
    console.log(`pair ${shown[0]}: p95 ${shown[1]} ms without, ${shown[2]} ms beside, ratio ${shown[3]}`);
  }
  await stop();
  const { cpu, cores, node } = machine();
  console.log(
    `\n${cpu}, ${cores} cores, ${node}; ${rate}/s over a model of ${MODEL_MS} ms, medians of ${pairs} pairs\n`,
  );
  const cells = (name) => ['p50', 'p95'].map((at) => `${median(rows.map((row) => row[name][at])).toFixed(1)} ms`);
  const lines = Object.entries({ 'without a run': 'without', 'beside a run': 'beside' });
  for (const line of table(
    ['', 'p50', 'p95'],
    lines.map(([label, name]) => [label, ...cells(name)]),
  ))
    console.log(line);
  console.log(`ratio of p95, median of the pairs: ${median(rows.map(({ ratio }) => ratio)).toFixed(2)}`);
}

/** The run asks its rows until the load is over; each has a folder of its own, so that it begins anew. */
async function besideRun({ brokers }, work, ask) {
  const dataDir = mkdtempSync(join(tmpdir(), 'gauntlet-bench-run-'));
  const args = ['eval', 'run', 'support-agent@v7', '--baseline', 'v6', '--dataset', 'evals/support-agent.jsonl'];
  const env = { ...process.env, KAFKA_BROKERS: brokers, GAUNTLET_DATA_DIR: dataDir };
  const run = spawn(process.execPath, [COMMAND, ...args], { cwd: ROOT, env, stdio: 'ignore' });
  const ended = once(run, 'exit');
  try {
    await Promise.all([pause(SETTLE_MS), ask(SETTLE_MS / 1_000)]);
    const result = await work();
    if (run.exitCode !== null) throw new Error(`the run ended with code ${run.exitCode} before the load was over`);
    return result;
  } finally {
    run.kill('SIGINT');
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const { rate, seconds, pairs } = new Command('npm run bench:run --')
  .description('Measures how much longer answers take beside an eval run.')
  .option('--rate <requests>', 'of users, a second', Number, 30)
  .option('--seconds <seconds>', 'of each turn', Number, 15)
  .option('--pairs <count>', 'of turns without and beside a run', Number, 5)
  .parse()
  .opts();
await main({ rate, seconds, pairs }).finally(endAll);
