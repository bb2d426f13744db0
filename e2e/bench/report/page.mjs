import { sum } from '../machine/processes.mjs';
import { costSections } from './page-costs.mjs';
import { dash, heading, number, table } from './markdown.mjs';

const UPSTREAM_MS = 50;

/** The page that tells a result, as Markdown. Everything in it comes from the result. */
export function pageOf(result) {
  const { systems } = result;
  const others = Object.fromEntries(Object.entries(systems).filter(([name]) => name !== 'direct'));
  return [
    ...intro(result),
    ...latency(others),
    ...otherUpstreams(others),
    ...atAGlance(others),
    ...costSections(others),
    ...streams(systems),
    ...growth(others),
    ...method(result),
  ].join('\n');
}

function intro({ takenAt, commit, machine, rounds }) {
  const { cpu, cores, memoryGiB, system, node } = machine;
  return [
    '# Performance',
    '',
    'This page is written by `npm run bench -- --render` from [the result of one run](performance/result.json). Nobody edits it.',
    '',
    `Taken on ${takenAt.slice(0, 10)} at commit ${commit}: ${cores} cores (${cpu}), ${memoryGiB} GiB, ${system}, Node ${node}.`,
    `Every figure is the median of ${rounds} ${rounds === 1 ? 'round' : 'rounds'}; each round started each system anew, one at a time.`,
    'Gauntlet ran with every check, every score and every record. The other gateways ran in their default state: they check nothing and keep no record.',
    '',
    '![Added latency by rate](performance/latency.svg)',
    '',
  ];
}

function latency(systems) {
  return [
    ...heading('Added latency'),
    `Milliseconds above the direct call over a ${UPSTREAM_MS} ms upstream, p50 / p95, with the range of the rounds in brackets.`,
    '',
    ...table(['system', ...ratesOf(systems).map((rate) => `${rate}/s`)], byRate(systems, latencyCell)),
  ];
}

/** One line for each system, one cell for each rate over the usual upstream. */
function byRate(systems, cell) {
  return Object.entries(systems).map(([name, { rows }]) => [
    name,
    ...ratesOf(systems).map((rate) => {
      const row = rows.find((one) => one.rate === rate && one.delayMs === UPSTREAM_MS);
      return row ? cell(row) : dash;
    }),
  ]);
}

function latencyCell({ added, ranges, answered, planned }) {
  const failed = answered < planned ? `; ${planned - answered} of ${planned} not answered` : '';
  return `${number(added.p50)} / ${number(added.p95)} (${ranges.p50.map(number).join('–')} / ${ranges.p95.map(number).join('–')}${failed})`;
}

function ratesOf(systems) {
  const rows = Object.values(systems).flatMap((system) => system.rows);
  return [...new Set(rows.filter(({ delayMs }) => delayMs === UPSTREAM_MS).map(({ rate }) => rate))];
}

function otherUpstreams(systems) {
  const lines = Object.entries(systems).flatMap(([name, { rows }]) =>
    rows
      .filter(({ delayMs }) => delayMs !== UPSTREAM_MS)
      .map((row) => [name, `${row.delayMs} ms`, `${row.rate}/s`, latencyCell(row), number(sum(row.cpu))]),
  );
  if (lines.length === 0) return [];
  const columns = ['system', 'upstream', 'rate', 'added p50 / p95, ms', 'CPU a request, ms'];
  return [...heading('Over a faster and a slower upstream'), ...table(columns, lines)];
}

function atAGlance(systems) {
  const columns = ['system', 'highest rate held', 'ready after', 'p50 of the first second', 'idle', ...MEMORY_COLUMNS];
  const lines = Object.entries(systems).map(([name, system]) => [
    name,
    heldRate(system.highest),
    `${number(system.readyMs / 1000)} s`,
    `${number(system.firstSecond.p50)} ms`,
    `${number(system.idleCores * 100)} % of a core`,
    ...memoryCells(system),
  ]);
  return [
    ...heading('Highest rate, start, idle, memory'),
    'A rate is held while all are answered and p95 is at most 300 ms above the direct call. Memory is in megabytes, as large as it is at the end.',
    '',
    ...table(columns, lines),
  ];
}

function heldRate({ rate, isLimit }) {
  return rate === 0 ? 'none of those tried' : `${isLimit ? 'at least ' : ''}${rate}/s`;
}

const MEMORY_COLUMNS = ['after answers', 'RSS without launcher, PostgreSQL, Kafka', 'RSS of all', 'PSS of all'];
/** What runs beside the services, and would be elsewhere in production. */
const BESIDE = ['launcher', 'postgres', 'kafka'];

function memoryCells({ filled, memory, rows }) {
  const held = Object.entries(filled?.memory ?? memory);
  const services = held.filter(([name]) => !BESIDE.includes(name));
  const total = (processes, kind) => number(processes.reduce((all, [, one]) => all + one[kind], 0));
  const answers = filled?.answered ?? sum(rows.map(({ answered }) => answered));
  return [`${answers} or more`, total(services, 'rss'), total(held, 'rss'), total(held, 'pss')];
}

function streams(systems) {
  const lines = Object.entries(systems)
    .filter(([, { streams: seen }]) => seen)
    .map(([name, { streams: seen }]) => [
      name,
      ...['headersMs', 'firstMs', 'endMs', 'parts'].map((part) => number(middle(seen, part))),
    ]);
  if (lines.length === 0) return [];
  return [
    ...heading('Streams'),
    'One at a time, milliseconds. Gauntlet checks the whole answer before it lets out the first token, so its stream begins when a whole answer would be there.',
    '',
    ...table(['system', 'headers', 'first content', 'end', 'parts'], lines),
  ];
}

function middle(seen, part) {
  return seen.map((one) => one[part]).toSorted((one, other) => one - other)[Math.floor(seen.length / 2)];
}

function growth(systems) {
  const lines = Object.entries(systems).flatMap(([name, { rows, filled }]) => {
    if (!filled) return [];
    const few = rows.find(({ rate, delayMs }) => rate === filled.row.rate && delayMs === filled.row.delayMs);
    const line = (what, { added, cpu }) => [
      name,
      what,
      `${number(added.p50)} / ${number(added.p95)}`,
      number(sum(cpu)),
    ];
    return [line('few', few), line(`${filled.answered} more`, filled.row)];
  });
  if (lines.length === 0) return [];
  return [
    ...heading('Growth'),
    ...table(['system', 'stored answers', 'added p50 / p95, ms', 'CPU a request, ms'], lines),
  ];
}

function method({ systems }) {
  const busy = Object.values(systems).flatMap(({ rows }) => rows.map(({ cores }) => cores.others));
  return [
    ...heading('How it is measured'),
    '- Callers and upstream are processes of their own on the same machine; they are in no figure of CPU or memory.',
    '- Open loop: requests are sent at a fixed rate, whatever comes back, and a latency counts from the time at which its request was due.',
    '- Each body is parsed and compared with the expected text and usage; from Gauntlet it must also be an answer of the model, not a canned one.',
    '- Added latency is a percentile minus the same percentile of the direct call in the same round.',
    '- CPU is what all processes of a system used from the first request to the last answer (Linux counts it in steps of 10 ms), divided by the requests.',
    `- While a row was measured, others kept ${number(Math.max(0, Math.min(...busy)))} to ${number(Math.max(...busy))} cores busy, by row.`,
    '- Each system ran alone on a folder of its own; the database is the embedded PostgreSQL, the Apache Kafka is one node with the flags that the tests use.',
    '',
  ];
}
