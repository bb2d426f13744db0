// What more stored answers change, in the published run and in one of its own that stored many more.
import { count, dash, heading, manyRounds, number, table } from './markdown.mjs';
import { summaryOf } from './medians.mjs';
import { memoryOf, rowAt } from './rows.mjs';

/** What is kept of a run that was made for its growth alone: before and after it, of each system that grew. */
export function growthOf(run) {
  const { takenAt, commit, machine, plan, systems } = summaryOf(run);
  const grown = Object.entries(systems).filter(([, { filled }]) => filled);
  if (grown.length === 0) throw new Error('this run stored no more answers: measure it with "--fill <requests>"');
  const { rate, delayMs } = plan.fill.row;
  const kept = grown.map(([name, { rows, memory, filled }]) => [
    name,
    { rows: rows.filter((row) => row.rate === rate && row.delayMs === delayMs), memory, filled },
  ]);
  const { rounds, fill } = plan;
  return { takenAt, commit, machine, plan: { rounds, fill }, systems: Object.fromEntries(kept) };
}

/** `growth` is what was kept of a run of its own; null where there was none. */
export function growthSection({ takenAt, plan, systems, growth }) {
  const [lines, further] = [linesOf(systems), growth ? linesOf(growth.systems) : []];
  if (lines.length + further.length === 0) return [];
  return [
    ...heading('Growth'),
    'At 100/s, before and after more answers were stored. Memory is that of the Node processes without the launcher, and all answers since the start are counted.',
    ...(lines.length > 0 ? aboutPlan(takenAt, plan) : []),
    '',
    ...(lines.length > 0 ? table(COLUMNS, lines) : []),
    ...(further.length > 0 ? [...aboutRun(growth), '', ...table(COLUMNS, further)] : []),
  ];
}

/** Until commit c56ba6f the time for the filling was reckoned with the rate of the plan, whatever rate the system was sent. */
const CUT_SHORT_UNTIL = '2026-11-28T17:14:02Z';

function aboutPlan(takenAt, { fill }) {
  if (!fill || takenAt > CUT_SHORT_UNTIL) return [];
  const { requests, rate } = fill;
  return [
    `${count(requests)} more were planned. A fault of the benchmark, which is mended since, stored fewer: it sent them at the highest rate that the system had held, and stopped after the time that ${rate}/s would have taken.`,
  ];
}

const COLUMNS = ['system', 'stored answers', 'added p50 / p95, ms', 'CPU a request, ms', 'memory, MB'];

function aboutRun({ takenAt, commit, machine: { cpu, cores, node }, plan: { rounds, fill } }) {
  const cut =
    takenAt > CUT_SHORT_UNTIL ? '' : ` ${count(fill.requests)} were planned, and the same fault stored fewer.`;
  return [
    `[A run of its own](performance/growth.json) stored many more: ${manyRounds(rounds)} on ${takenAt.slice(0, 10)} at commit ${commit}, ${cores} cores (${cpu}), Node ${node}.${cut}`,
  ];
}

function linesOf(systems) {
  return Object.entries(systems).flatMap(([name, system]) => {
    const { filled, memory } = system;
    if (!filled) return [];
    const few = rowAt(system, 100);
    const more = `${count(filled.answered)} more (${filled.of} of ${filled.planned})`;
    return [
      [name, `few (${few?.held ?? 0} of ${few?.planned ?? 0})`, ...latencyAndCpu(few), held(memory)],
      [name, more, ...latencyAndCpu(filled.row), held(filled.memory)],
    ];
  });
}

function latencyAndCpu(row) {
  if (!row?.isHeld) return ['not sustained', dash];
  return [row.added ? `${number(row.added.p50)} / ${number(row.added.p95)}` : dash, number(row.cpuTotal)];
}

function held(memory) {
  const found = memoryOf(memory);
  return found ? `${number(found.services)} after ${count(found.answered)}` : dash;
}
