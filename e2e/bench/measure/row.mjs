import { setTimeout as pause } from 'node:timers/promises';
import { coresBetween, cpuEach, cpuNow, storesEach, storesNow } from './use.mjs';

const LOOK_EVERY_MS = 500;
const QUIET_CORES = 0.25;
const QUIET_LIMIT_MS = 20_000;
/** Who owes the answers of so many seconds will not catch up. */
const SECONDS_BEHIND = 2;
const LEAST_IN_FLIGHT = 100;

/**
 * One rate over one upstream: latencies, CPU, round trips, bytes. `cpu` is what was used from the first request to the
 * last answer, `cpuUntilQuiet` also what was left to do after it.
 */
export async function measureRow(bench, { rate, seconds, delayMs }) {
  await bench.upstream.ask({ delayMs });
  const storesBefore = await storesNow(bench.system);
  const before = cpuNow(bench);
  const load = await openLoop(bench, { rate, seconds });
  const after = cpuNow(bench);
  await quiet(bench);
  const requests = Math.max(1, load.sent);
  return {
    rate,
    delayMs,
    ...load,
    cpu: cpuEach(before, after, requests),
    cpuUntilQuiet: cpuEach(before, cpuNow(bench), requests),
    cores: coresBetween(before, after),
    stores: storesEach(storesBefore, await storesNow(bench.system), requests),
  };
}

/** One load of the callers; `bench.answered` grows by what was answered. */
export async function openLoop(bench, { rate, seconds }) {
  const mostInFlight = Math.max(LEAST_IN_FLIGHT, rate * SECONDS_BEHIND);
  const options = { target: bench.system.target, rate, seconds, mostInFlight };
  const { result } = await bench.load.ask({ work: 'openLoop', options });
  bench.answered += result.answered;
  return result;
}

/** Waits until the system has hardly anything left to do, or for 20 s. */
export async function quiet(bench) {
  const giveUpAt = performance.now() + QUIET_LIMIT_MS;
  for (let before = cpuNow(bench); performance.now() < giveUpAt;) {
    await pause(LOOK_EVERY_MS);
    const after = cpuNow(bench);
    if (coresBetween(before, after).system < QUIET_CORES) return;
    before = after;
  }
}
