import { HELD_MS } from '../measure/held.mjs';
import { growthSection } from './growth.mjs';
import { count, dash, figure, heading, number, spread, table } from './markdown.mjs';
import { costSections } from './page-costs.mjs';
import { intro, method } from './page-run.mjs';
import { memoryOf, ratesOf, rowAt, UPSTREAM_MS } from './rows.mjs';
import { targetSections } from './targets.mjs';

/** The page that tells a result, as Markdown. Everything in it comes from the result and from its `growth`. */
export function pageOf(result) {
  const { systems } = result;
  const others = Object.fromEntries(Object.entries(systems).filter(([name]) => name !== 'direct'));
  return [
    ...intro(result),
    ...missing(systems),
    ...targetSections(result),
    ...latency(others),
    ...otherUpstreams(others),
    ...atAGlance(others),
    ...costSections(result, others),
    ...streams(systems),
    ...growthSection({ ...result, systems: others }),
    ...method(result),
  ].join('\n');
}

function missing(systems) {
  const lines = Object.entries(systems).flatMap(([name, { failures }]) =>
    failures.map(({ round, message }) => [
      name,
      String(round),
      message.split('\n')[0].slice(0, 200).replaceAll('|', '/'),
    ]),
  );
  if (lines.length === 0) return [];
  return [
    ...heading('What failed'),
    'These turns ended early. What had been measured before counts; what is missing is missing in "n of k".',
    '',
    ...table(['system', 'round', 'error'], lines),
  ];
}

function latency(systems) {
  return [
    ...heading('Added latency'),
    `Milliseconds above the direct call over a ${UPSTREAM_MS} ms upstream, p50 / p95, with the range of the rounds that held the rate, and how many of them did. A rate is held while every request is answered and p95 is at most ${HELD_MS} ms above the direct call. A round that did not hold a rate counts as slower than any other; where that is the median, the rate was not sustained, and no latency is given. "2 of 5; 5 of 5" then says that two of the five rounds that were measured held the rate, and that five of five were measured.`,
    '',
    ...table(['system', ...ratesOf(systems).map((rate) => `${rate}/s`)], byRate(systems)),
  ];
}

/** One line for each system, one cell for each rate over the usual upstream. */
function byRate(systems) {
  return Object.entries(systems).map(([name, system]) => [
    name,
    ...ratesOf(systems).map((rate) => latencyCell(rowAt(system, rate))),
  ]);
}

function latencyCell({ added, ranges, isHeld, held, of, planned }) {
  if (of === 0) return `not measured (0 of ${planned})`;
  if (!isHeld) return `not sustained (held in ${held} of ${of}; ${of} of ${planned})`;
  if (!added) return dash;
  return `${number(added.p50)} / ${number(added.p95)} ${spread([ranges.p50, ranges.p95], held, planned)}`;
}

function otherUpstreams(systems) {
  const lines = Object.entries(systems).flatMap(([name, { rows }]) =>
    rows
      .filter(({ delayMs }) => delayMs !== UPSTREAM_MS)
      .map((row) => [
        name,
        `${row.delayMs} ms`,
        `${row.rate}/s`,
        latencyCell(row),
        row.isHeld ? number(row.cpuTotal) : dash,
      ]),
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
    figure(system.readyMs, 0.001, ' s'),
    figure(system.firstSecond, 1, ' ms'),
    figure(system.idleCores, 100, ' % of a core'),
    ...memoryCells(system),
  ]);
  return [
    ...heading('Highest rate, start, idle, memory'),
    'The highest rate is found by halving between the rates that the rows held and did not hold; each rate is tried once, and the median is of the rounds. Memory is in megabytes.',
    '',
    ...table(columns, lines),
  ];
}

function heldRate({ median, atLeast, of, planned }) {
  if (median === null) return `not measured (0 of ${planned})`;
  const rate = median === 0 ? 'none of those tried' : `${atLeast ? 'at least ' : ''}${Math.round(median)}/s`;
  return `${rate} (${of} of ${planned})`;
}

const MEMORY_COLUMNS = ['after answers', 'RSS without launcher, PostgreSQL, Kafka', 'RSS of all', 'PSS of all'];

function memoryCells(system) {
  const memory = memoryOf(system.memory);
  if (!memory) return [dash, dash, dash, dash];
  const { answered, of, planned, services, rss, pss } = memory;
  return [`about ${count(answered)} (${of} of ${planned})`, number(services), number(rss), number(pss)];
}

function streams(systems) {
  const lines = Object.entries(systems)
    .filter(([, { streams: seen }]) => seen.of > 0)
    .map(([name, { streams: seen }]) => [
      name,
      ...['headersMs', 'firstMs', 'endMs', 'parts'].map((part) => number(seen[part])),
      `${seen.of} of ${seen.planned}`,
    ]);
  if (lines.length === 0) return [];
  return [
    ...heading('Streams'),
    'One at a time, milliseconds. Gauntlet checks the whole answer before it lets out the first token, so its stream begins when a whole answer would be there.',
    '',
    ...table(['system', 'headers', 'first content', 'end', 'parts', 'rounds'], lines),
  ];
}
