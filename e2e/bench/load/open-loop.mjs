import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'undici';
import { problemOf } from './answer.mjs';
import { percentiles } from './percentiles.mjs';

const LONGEST_WAIT_MS = 60_000;
const FIRST_SEND_AFTER_MS = 50;

/**
 * Sends at a fixed rate, whatever comes back, and counts each latency from the time at which its request was due: a
 * system that makes the caller late does not look faster for it. Each body is parsed and checked. Gives up sending
 * when more than `mostInFlight` answers are owed.
 */
export async function openLoop({ target, rate, seconds, mostInFlight }) {
  const pool = new Pool(target.origin, {
    connections: null,
    headersTimeout: LONGEST_WAIT_MS,
    bodyTimeout: LONGEST_WAIT_MS,
  });
  const planned = Math.max(1, Math.round(rate * seconds));
  const run = { latencies: [], problems: {}, inFlight: 0, mostInFlight: 0 };
  const firstAt = performance.now() + FIRST_SEND_AFTER_MS;
  const dueAt = (index) => firstAt + (index * 1000) / rate;
  const answers = [];
  while (answers.length < planned && run.inFlight <= mostInFlight) {
    const waitMs = dueAt(answers.length) - performance.now();
    if (waitMs > 0) await pause(waitMs);
    else answers.push(ask(pool, target, { dueAt: dueAt(answers.length), run }));
  }
  await Promise.all(answers);
  const tookMs = performance.now() - firstAt;
  await pool.close();
  const { latencies, problems, mostInFlight: most } = run;
  return { planned, sent: answers.length, problems, mostInFlight: most, tookMs, ...percentiles(latencies) };
}

async function ask(pool, target, { dueAt, run }) {
  run.inFlight += 1;
  run.mostInFlight = Math.max(run.mostInFlight, run.inFlight);
  const problem = await problemIn(pool, target);
  run.inFlight -= 1;
  if (problem === null) run.latencies.push(performance.now() - dueAt);
  else run.problems[problem] = (run.problems[problem] ?? 0) + 1;
}

async function problemIn(pool, { path, headers, model, expectsOutcome }) {
  const body = JSON.stringify({ model, messages: [{ role: 'user', content: nextQuestion() }] });
  try {
    const options = { path, method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body };
    const { statusCode, body: answer } = await pool.request(options);
    return problemOf({ status: statusCode, text: await answer.text() }, expectsOutcome);
  } catch (error) {
    return error.code ?? error.name;
  }
}

let asked = 0;

/** No two of this process are the same, so that nothing can be answered from a cache. */
export function nextQuestion() {
  asked += 1;
  return `How long do I have to return an item? This is question ${asked}.`;
}
