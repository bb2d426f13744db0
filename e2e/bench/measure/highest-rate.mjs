import { openLoop, quiet } from './row.mjs';

/** A rate counts as held while p95 is at most so much above the direct call's. */
const HELD_MS = 300;
const TRIES = 2;
const SECONDS_BEHIND = 2;

/** Goes up until a rate is not held in any of its tries. `directP95` is the direct call's at a rate that it holds. */
export async function highestRate(bench, { rates, seconds, delayMs, directP95 }) {
  await bench.upstream.ask({ delayMs });
  const tried = [];
  for (const rate of rates) {
    const tries = await attempts(bench, { rate, seconds, directP95 });
    tried.push(...tries);
    if (!tries.some(({ held }) => held)) break;
  }
  const held = tried.filter((one) => one.held).map(({ rate }) => rate);
  return { rate: held.at(-1) ?? null, isLimit: tried.at(-1).held, tried };
}

async function attempts(bench, { rate, seconds, directP95 }) {
  const tries = [];
  while (tries.length < TRIES && !tries.some(({ held }) => held)) {
    const { sent, planned, answered, p95 } = await openLoop(bench, {
      rate,
      seconds,
      mostInFlight: rate * SECONDS_BEHIND,
    });
    tries.push({ rate, p95, held: sent === planned && answered === sent && p95 - directP95 <= HELD_MS });
    await quiet(bench);
  }
  return tries;
}
