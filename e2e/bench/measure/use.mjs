// What a system has used so far, and how much of that was for one request.
import { cpuOf, cpuOfMachine, difference, sum } from '../machine/processes.mjs';
import { brokerUse } from '../stores/broker-use.mjs';
import { databaseUse } from '../stores/database-use.mjs';
import { topicBytes } from '../stores/topic-bytes.mjs';

export function cpuNow({ system, own }) {
  return { at: performance.now(), system: cpuOf(system.roots), own: cpuOf(own), machine: cpuOfMachine() };
}

export async function storesNow({ stores }) {
  if (stores === null) return null;
  const [broker, database] = await Promise.all([brokerUse(stores.metricsUrl), databaseUse(stores.databaseUrl)]);
  return { broker, database, topics: topicBytes(stores.topics) };
}

/** Cores that the system, the benchmark itself and everybody else on this machine kept busy between two looks. */
export function coresBetween(before, after) {
  const ms = after.at - before.at;
  const system = sum(difference(after.system, before.system)) / ms;
  const own = sum(difference(after.own, before.own)) / ms;
  return { system, own, others: (after.machine - before.machine) / ms - system - own };
}

/** Milliseconds of CPU for each of so many requests, by process. */
export function cpuEach(before, after, requests) {
  return each(difference(after.system, before.system), requests);
}

/** Round trips, bytes and commits for each of so many requests; null where nothing is stored. */
export function storesEach(before, after, requests) {
  if (after === null) return null;
  const { database: from } = before;
  const { database: to } = after;
  return {
    broker: after.broker && {
      requests: each(difference(after.broker.requests, before.broker.requests), requests),
      readBytes: (after.broker.readBytes - before.broker.readBytes) / requests,
    },
    topics: each(difference(after.topics, before.topics), requests),
    tables: each(difference(to.tables, from.tables), requests),
    walBytes: (to.walBytes - from.walBytes) / requests,
    commits: (to.commits - from.commits) / requests,
  };
}

function each(numbers, requests) {
  const entries = Object.entries(numbers).filter(([, number]) => number > 0);
  return Object.fromEntries(entries.map(([name, number]) => [name, number / requests]));
}
