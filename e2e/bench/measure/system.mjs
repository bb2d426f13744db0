import { setTimeout as pause } from 'node:timers/promises';
import { memoryOf } from '../machine/processes.mjs';
import { highestRate } from './highest-rate.mjs';
import { measureRow, openLoop, quiet } from './row.mjs';
import { coresBetween, cpuNow } from './use.mjs';

const WARM_UP_RATE = 100;
const FIRST_SECOND = { rate: 50, seconds: 1 };

/**
 * Everything that a plan asks of one system that has just been started, each part told as soon as it is known. `direct`
 * is what the direct call gave; without it, it is the direct call that is measured.
 */
export async function measureSystem(bench, plan, { direct, tell }) {
  const parts = direct ? PARTS : { rows };
  const measured = {};
  for (const [name, measure] of Object.entries(parts)) {
    measured[name] = await measure(bench, plan, { direct, tell });
    if (name !== 'rows') tell({ [name]: measured[name] });
  }
  return measured;
}

/** In the order in which they are measured. */
const PARTS = { firstSecond, idleCores, rows, highest, streams, filled, memory };

async function firstSecond(bench, plan) {
  await bench.upstream.ask({ delayMs: plan.delayMs });
  return openLoop(bench, FIRST_SECOND);
}

/** After the warm-up. */
async function idleCores(bench, { warmUpSeconds, idleSeconds }) {
  await openLoop(bench, { rate: WARM_UP_RATE, seconds: warmUpSeconds });
  await quiet(bench);
  const before = cpuNow(bench);
  await pause(idleSeconds * 1000);
  return coresBetween(before, cpuNow(bench)).system;
}

async function rows(bench, plan, { tell }) {
  const measured = [];
  for (const row of plan.rows) {
    if (measured.some((lower) => isTooMuch(lower, row))) continue;
    measured.push(await measureRow(bench, row));
    tell({ row: measured.at(-1) });
  }
  return measured;
}

/** Whoever could not take a lower rate is not asked for more, which would last minutes and say nothing. */
function isTooMuch({ delayMs, rate, planned, answered }, row) {
  return delayMs === row.delayMs && rate < row.rate && answered < planned;
}

function highest(bench, plan, { direct }) {
  const { delayMs } = plan.highest;
  const p95s = direct.rows.filter((row) => row.delayMs === delayMs).map(({ p95 }) => p95);
  return highestRate(bench, { ...plan.highest, directP95: Math.max(...p95s) });
}

async function streams({ system, load, upstream }, plan) {
  if (!plan.streams) return null;
  const { count, delayMs } = plan.streams;
  await upstream.ask({ delayMs });
  return (await load.ask({ work: 'streams', options: { target: system.target, count } })).result;
}

/** Stores so many answers, then measures again what was measured when there were few. */
async function filled(bench, plan) {
  if (!plan.fill || !bench.system.stores) return null;
  const { requests, row } = plan.fill;
  await bench.upstream.ask({ delayMs: row.delayMs });
  const { answered } = await openLoop(bench, { rate: row.rate, seconds: requests / row.rate });
  await quiet(bench);
  return { answered, memory: memoryOf(bench.system.roots), row: await measureRow(bench, row) };
}

async function memory({ system }) {
  return memoryOf(system.roots);
}
