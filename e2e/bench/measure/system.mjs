import { setTimeout as pause } from 'node:timers/promises';
import { memoryOf } from '../machine/processes.mjs';
import { baseOf, isHeld, isOverloaded } from './held.mjs';
import { highestRate } from './highest-rate.mjs';
import { measureRow, openLoop, quiet } from './row.mjs';
import { coresBetween, cpuNow } from './use.mjs';

const FIRST_SECOND = { rate: 50, seconds: 1 };

/**
 * Everything that a plan asks of one system that has just been started, put into `measured` and told as soon as it is
 * known, so that what fails later loses nothing. `direct` is what the direct call gave in this round.
 */
export async function measureSystem(parties, plan, { measured, direct, tell }) {
  const bench = { ...parties, answered: 0 };
  const parts = bench.system.isDirect ? DIRECT : PARTS;
  for (const [name, measure] of Object.entries(parts)) {
    const found = await measure(bench, plan, { measured, direct, tell });
    if (found === undefined) continue;
    measured[name] = found;
    tell({ [name]: found });
  }
}

async function firstSecond(bench, plan) {
  await bench.upstream.ask({ delayMs: plan.delayMs });
  return openLoop(bench, FIRST_SECOND);
}

async function warmUp(bench, { warmUp: { gauntlet, others }, delayMs }) {
  await bench.upstream.ask({ delayMs });
  for (const step of bench.system.stores ? gauntlet : others) await openLoop(bench, step);
  await quiet(bench);
}

async function idleCores(bench, { idleSeconds }) {
  const before = cpuNow(bench);
  await pause(idleSeconds * 1000);
  return coresBetween(before, cpuNow(bench)).system;
}

/** What was not measured because a lower rate was far too much already is a row that was not held. */
async function rows(bench, plan, { measured, direct, tell }) {
  measured.rows = [];
  for (const { rate, delayMs, seconds } of plan.rows) {
    const base = baseOf(direct, delayMs);
    const isTooMuch = (lower) => lower.delayMs === delayMs && lower.rate < rate && isOverloaded(lower, base);
    if (measured.rows.some(isTooMuch)) {
      measured.rows.push({ rate, delayMs, held: false, skipped: true });
      continue;
    }
    const row = await measureRow(bench, { rate, delayMs, seconds });
    measured.rows.push({ ...row, held: isHeld(row, base) });
    tell({ row: measured.rows.at(-1) });
  }
}

/** What the processes hold, after all answers since the start. */
async function memory({ system, answered }) {
  return { answered, held: memoryOf(system.roots) };
}

async function highest(bench, plan, { measured, direct }) {
  return plan.highest ? highestRate(bench, plan.highest, { rows: measured.rows, direct }) : undefined;
}

async function streams(bench, plan) {
  if (!plan.streams) return undefined;
  const { count, delayMs } = plan.streams;
  await bench.upstream.ask({ delayMs });
  const { result } = await bench.load.ask({ work: 'streams', options: { target: bench.system.target, count } });
  bench.answered += count;
  return result;
}

/** Stores more answers, no faster than the system can, then measures again what was measured when there were few. */
async function filled(bench, plan, { measured, direct }) {
  if (!plan.fill || !bench.system.stores) return undefined;
  const { requests, rate, row } = plan.fill;
  await bench.upstream.ask({ delayMs: row.delayMs });
  const possible = Math.min(rate, measured.highest?.rate || row.rate);
  const { answered } = await openLoop(bench, { rate: possible, seconds: requests / possible });
  await quiet(bench);
  const after = await measureRow(bench, row);
  const held = isHeld(after, baseOf(direct, row.delayMs));
  return { answered, memory: await memory(bench), row: { ...after, held } };
}

/** In the order in which they are measured. */
const PARTS = { firstSecond, warmUp, idleCores, rows, memory, highest, streams, filled };
const DIRECT = { warmUp, rows, streams };
