// The sections on what one request costs.
import { sum } from '../machine/processes.mjs';
import { dash, figure, heading, number, spread, table } from './markdown.mjs';
import { asBare, UPSTREAM_MS } from './rows.mjs';

const RATE_OF_DETAILS = 100;

export function costSections({ calibration }, systems) {
  return [
    ...bare(calibration),
    ...cpu(calibration, systems),
    ...roundTrips(systems),
    ...bytes(systems, 'topics', 'topic'),
    ...bytes(systems, 'tables', 'table'),
  ];
}

function bare(calibration) {
  const lines = calibration.map(({ rate, cpuMs, p50, byRound }) => [
    `${rate}/s`,
    figure(cpuMs),
    figure(p50),
    byRound.map(number).join(', '),
  ]);
  return [
    ...heading('What a bare round trip costs on this machine'),
    'Two Node processes send 2 kB to and fro over one TCP connection on loopback, one round trip at a time; nothing else is done. Milliseconds of CPU of both processes, and how long a round trip takes. A process that sleeps between two round trips has to be woken, which is what makes low rates dear; it is the floor under what a request costs. It was measured at the start of every round: a round whose figure is larger was a slow phase of the machine.',
    '',
    ...table(['round trips a second', 'CPU, ms', 'p50, ms', 'CPU by round, ms'], lines),
  ];
}

function cpu(calibration, systems) {
  const lines = rowsOf(systems)
    .filter(([, row]) => row.cpuTotal > 0)
    .map(([name, row]) => [
      name,
      `${row.rate}/s`,
      `${number(row.cpuTotal)} ${spread([row.ranges.cpu], row.held, row.planned)}`,
      number(asBare(calibration, row)),
      number(row.cpuUntilQuietTotal),
      list(row.cpu),
    ]);
  return [
    ...heading('CPU of a request'),
    'Milliseconds of all processes, with the range of the rounds and how many of them held the rate. "bare round trips" is the same CPU as a number of bare round trips at the nearest rate that was calibrated. "until quiet" also counts what was left to do after the last answer. "by process" has a median for each process, so its parts do not add up to the median of the whole. A rate that was not sustained has no line.',
    '',
    ...table(['system', 'rate', 'CPU', 'bare round trips', 'until quiet', 'by process'], lines),
  ];
}

function roundTrips(systems) {
  const lines = rowsOf(systems)
    .filter(([, { stores }]) => stores)
    .map(([name, { rate, stores, held, planned }]) => [
      name,
      `${rate}/s`,
      ...tripsOf(stores.broker),
      ...bytesOf(stores),
      `${held} of ${planned}`,
    ]);
  if (lines.length === 0) return [];
  const columns = ['system', 'rate', 'produce', 'fetch', 'commit, heartbeat', 'broker read', 'broker written'];
  return [
    ...heading('Round trips and bytes of a request'),
    'Round trips to the broker and kilobytes. Only the dev-broker counts its requests and what is read.',
    '',
    ...table([...columns, 'PostgreSQL', 'WAL', 'commits', 'rounds'], lines),
  ];
}

function tripsOf(broker) {
  if (!broker) return [dash, dash, dash, dash];
  const { Produce = 0, Fetch = 0, OffsetCommit = 0, Heartbeat = 0 } = broker.requests;
  return [...[Produce, Fetch, OffsetCommit + Heartbeat].map(number), kB(broker.readBytes)];
}

function bytesOf({ topics, tables, walBytes, commits }) {
  return [kB(sum(topics)), kB(sum(tables)), kB(walBytes), number(commits)];
}

function bytes(systems, kind, what) {
  const found = rowsOf(systems).filter(([, { rate, stores }]) => stores && rate === RATE_OF_DETAILS);
  const names = [...new Set(found.flatMap(([, { stores }]) => Object.keys(stores[kind])))];
  if (names.length === 0) return [];
  const lines = names.map((name) => [name, ...found.map(([, { stores }]) => number(stores[kind][name]))]);
  const columns = found.map(([name, { held, planned }]) => `${name} (${held} of ${planned})`);
  return [...heading(`Bytes by ${what}, of a request at ${RATE_OF_DETAILS}/s`), ...table([what, ...columns], lines)];
}

/** Those that were held, over the usual upstream, by rate. */
function rowsOf(systems) {
  return Object.entries(systems).flatMap(([name, { rows }]) =>
    rows
      .filter(({ delayMs, isHeld }) => delayMs === UPSTREAM_MS && isHeld)
      .toSorted((one, other) => one.rate - other.rate)
      .map((row) => [name, row]),
  );
}

function list(numbers) {
  const sorted = Object.entries(numbers).toSorted(([, one], [, other]) => other - one);
  return sorted.map(([name, value]) => `${name} ${number(value)}`).join(', ');
}

const kB = (count) => `${number(count / 1000)} kB`;
