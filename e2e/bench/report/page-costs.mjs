// The sections on what one request costs.
import { sum } from '../machine/processes.mjs';
import { dash, heading, number, table } from './markdown.mjs';

const UPSTREAM_MS = 50;
const RATE_OF_DETAILS = 100;

export function costSections(systems) {
  return [
    ...cpu(systems),
    ...roundTrips(systems),
    ...bytes(systems, 'topics', 'topic'),
    ...bytes(systems, 'tables', 'table'),
  ];
}

function cpu(systems) {
  const lines = rowsOf(systems).map(([name, row]) => [
    name,
    `${row.rate}/s`,
    `${number(sum(row.cpu))} (${row.ranges.cpu.map(number).join('–')})`,
    number(sum(row.cpuUntilQuiet)),
    list(row.cpu),
  ]);
  return [
    ...heading('CPU of a request'),
    'Milliseconds of all processes. The second column also counts what was left to do after the last answer.',
    '',
    ...table(['system', 'rate', 'CPU (range)', 'until quiet', 'by process'], lines),
  ];
}

function roundTrips(systems) {
  const lines = rowsOf(systems)
    .filter(([, { stores }]) => stores)
    .map(([name, { rate, stores }]) => [name, `${rate}/s`, ...tripsOf(stores.broker), ...bytesOf(stores)]);
  const columns = ['system', 'rate', 'produce', 'fetch', 'commit, heartbeat', 'broker read', 'broker written'];
  return [
    ...heading('Round trips and bytes of a request'),
    'Round trips to the broker and kilobytes. Only the dev-broker counts its requests and what is read.',
    '',
    ...table([...columns, 'PostgreSQL', 'WAL', 'commits'], lines),
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
  const lines = names.map((name) => [name, ...found.map(([, { stores }]) => number(stores[kind][name]))]);
  return [
    ...heading(`Bytes by ${what}, of a request at ${RATE_OF_DETAILS}/s`),
    ...table([what, ...found.map(([name]) => name)], lines),
  ];
}

function rowsOf(systems) {
  return Object.entries(systems).flatMap(([name, { rows }]) =>
    rows.filter(({ delayMs }) => delayMs === UPSTREAM_MS).map((row) => [name, row]),
  );
}

function list(numbers) {
  const sorted = Object.entries(numbers).toSorted(([, one], [, other]) => other - one);
  return sorted.map(([name, value]) => `${name} ${number(value)}`).join(', ');
}

const kB = (count) => `${number(count / 1000)} kB`;
