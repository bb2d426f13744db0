import { sum } from '../machine/processes.mjs';
import { addedIn } from './medians.mjs';

const LINES = {
  calibration: (rates) => [
    `a bare round trip: ${rates.map(({ rate, cpuMs, p50 }) => `${cpuMs.toFixed(2)} ms CPU, p50 ${p50.toFixed(2)} ms at ${rate}/s`).join('; ')}`,
  ],
  firstSecond: ({ p50 }) => [`first second after the start: p50 ${ms(p50)}`],
  idleCores: (cores) => [`idle: ${(cores * 100).toFixed(1)} % of a core`],
  row: rowLines,
  highest: ({ rate, atLeast }) => [
    `highest rate held: ${atLeast ? 'at least ' : ''}${rate || 'none of those tried'}/s`,
  ],
  streams: (seen) =>
    seen.map(
      ({ headersMs, firstMs, endMs, parts }) =>
        `stream: headers ${ms(headersMs)}, first content ${ms(firstMs)}, end ${ms(endMs)}, ${parts} parts`,
    ),
  filled: ({ answered, memory, row }, direct) => [
    `with ${answered} more stored answers:`,
    ...rowLines(row, direct),
    ...LINES.memory(memory),
  ],
  memory: ({ answered, held }) => [`memory after ${answered} answers, RSS MB: ${list(megabytes(held), 0)}`],
};

/** What has been found of a system, as lines; `direct` is what the direct call gave, where it is known. */
export function linesOf(found, direct) {
  return Object.entries(found).flatMap(([part, value]) => LINES[part](value, direct));
}

/** Others that keep more than this share of all cores busy take that much from what is measured. */
const BUSY_SHARE = 0.1;

/** What must be known of a whole run before its figures are used, as lines. */
export function warningsOf({ machine, rounds }) {
  const rows = rounds.flatMap(({ systems }) => Object.values(systems).flatMap((system) => system.rows ?? []));
  const others = rows.flatMap(({ cores }) => (cores ? [cores.others] : []));
  const limit = machine.cores * BUSY_SHARE;
  const busy = others.filter((cores) => cores > limit);
  if (busy.length === 0) return [];
  const where = `in ${busy.length} of ${others.length} rows others kept more than ${limit.toFixed(1)} of ${machine.cores} cores busy`;
  return [
    `WARNING: ${where}, and up to ${Math.max(...busy).toFixed(1)}. The figures of these rows are worth nothing: end what else runs on this machine, and measure again.`,
  ];
}

function rowLines(row, direct) {
  const { rate, delayMs, p50, p95, p99, cpu, cores, stores, held } = row;
  const added = addedIn(row, direct);
  const shown = Object.values(added ?? { p50, p95, p99 }).map(ms);
  const what = `${rate}/s over ${delayMs} ms: ${added ? 'added' : 'total'} p50/p95/p99 ${shown.join(' / ')}`;
  const wrong = unanswered(row);
  const busy = `others kept ${cores.others.toFixed(2)} cores busy${held ? '' : '; NOT SUSTAINED'}`;
  if (sum(cpu) === 0) return [`${what}; ${busy}${wrong}`];
  const used = `CPU a request ${sum(cpu).toFixed(1)} ms: ${list(cpu, 2)}`;
  return [`${what}; ${busy}${wrong}`, `    ${used}`, ...(stores ? [`    ${storesLine(stores)}`] : [])];
}

function unanswered({ planned, sent, answered, problems }) {
  if (answered >= planned) return '';
  const kinds = Object.entries(problems).map(([problem, count]) => `${count} ${problem}`);
  if (sent < planned) kinds.unshift(`${planned - sent} never sent, since too many answers were owed`);
  return `; ${planned - answered} of ${planned} not answered (${kinds.join(', ')})`;
}

function storesLine({ broker, topics, tables, walBytes, commits }) {
  const trips = broker ? `broker round trips ${list(broker.requests, 2)}; read ${kB(broker.readBytes)}; ` : '';
  return `${trips}written ${kB(sum(topics))}; PostgreSQL ${kB(sum(tables))}, WAL ${kB(walBytes)}, ${commits.toFixed(2)} commits`;
}

function megabytes(memory) {
  return Object.fromEntries(Object.entries(memory).map(([name, { rss }]) => [name, rss]));
}

function list(numbers, digits) {
  const sorted = Object.entries(numbers).toSorted(([, one], [, other]) => other - one);
  return sorted.map(([name, number]) => `${name} ${number.toFixed(digits)}`).join(', ');
}

const ms = (value) => (Number.isFinite(value) ? `${value.toFixed(1)} ms` : '–');
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
