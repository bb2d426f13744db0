import { sum } from '../machine/processes.mjs';
import { roundsOf } from '../plan.mjs';
import { figureOf, median, medians, rangeOf, rounded } from './median.mjs';

/** How much longer than the direct call of the same round, percentile by percentile; null where it did not hold the rate. */
export function addedIn(row, direct) {
  const base = direct?.rows?.find(({ rate, delayMs }) => rate === row.rate && delayMs === row.delayMs);
  if (!base?.held) return null;
  // A row without any answer has no percentiles.
  const more = (name) => (Number.isFinite(row[name]) && Number.isFinite(base[name]) ? row[name] - base[name] : null);
  return { p50: more('p50'), p95: more('p95'), p99: more('p99') };
}

/** What a run says: of every number the median, and of how many rounds it is. */
export function summaryOf({ rounds, plan, ...facts }) {
  const names = [...new Set(rounds.flatMap(({ systems }) => Object.keys(systems)))];
  return {
    ...facts,
    plan,
    calibration: calibrationIn(rounds, plan),
    systems: Object.fromEntries(names.map((name) => [name, systemIn(rounds, plan, name)])),
  };
}

function calibrationIn(rounds, plan) {
  return plan.calibration.rates.map((rate) => {
    const found = rounds.flatMap(({ calibration }) => calibration.filter((one) => one.rate === rate));
    const figure = (name) =>
      figureOf(
        found.map((one) => one[name]),
        plan.rounds,
      );
    return { rate, cpuMs: figure('cpuMs'), p50: figure('p50'), byRound: found.map(({ cpuMs }) => rounded(cpuMs)) };
  });
}

function systemIn(rounds, plan, name) {
  const found = rounds.map(({ systems }) => systems[name] ?? {});
  const figure = (of, part = {}) => figureOf(found.map(of), roundsOf(plan, part));
  return {
    failures: found.flatMap(({ failed }, index) => (failed ? [{ round: index + 1, message: failed }] : [])),
    readyMs: figure(({ readyMs }) => readyMs),
    firstSecond: figure(({ firstSecond }) => firstSecond?.p50),
    idleCores: figure(({ idleCores }) => idleCores),
    rows: plan.rows.map((row) => rowIn(rounds, name, { row, planned: roundsOf(plan, row) })),
    memory: memoryIn(found, plan),
    highest: highestIn(found, plan),
    streams: streamsIn(found, plan),
    filled: filledIn(rounds, plan, name),
  };
}

/**
 * Latencies of a row that was not held count as longer than any other, so the row is held when that is still a latency:
 * in most of its rounds. What else it says is of the rounds in which it was held; one that was not held says how busy the cores were. A round in which not even the direct
 * call held the rate says nothing about a system, so it does not count.
 */
function rowIn(rounds, name, { row: { rate, delayMs }, planned }) {
  const isThis = (one) => one.rate === rate && one.delayMs === delayMs;
  const found = rounds.flatMap(({ systems }) =>
    (systems[name]?.rows ?? [])
      .filter(
        (row) => isThis(row) && (name === 'direct' || systems.direct?.rows?.some((one) => isThis(one) && one.held)),
      )
      .map((row) => ({ ...row, added: addedIn(row, systems.direct) })),
  );
  const held = found.filter((row) => row.held);
  const counts = { rate, delayMs, planned, of: found.length, held: held.length };
  if (!isMedianHeld(found)) return { ...counts, isHeld: false, cores: medians(found.map(({ cores }) => cores)) };
  const late = (of) => rounded(median(found.map((row) => (row.held ? of(row) : Infinity))));
  const percentiles = (of) => ({ p50: late((row) => of(row)?.p50), p95: late((row) => of(row)?.p95) });
  return {
    ...counts,
    isHeld: true,
    total: percentiles((row) => row),
    added: name === 'direct' ? null : percentiles((row) => row.added),
    ranges: rangesOf(held),
    ...totalsOf(held),
    ...medians(held.map(({ cpu, cpuUntilQuiet, cores, stores }) => ({ cpu, cpuUntilQuiet, cores, stores }))),
  };
}

function isMedianHeld(found) {
  return found.length > 0 && median(found.map(({ held }) => (held ? 0 : Infinity))) === 0;
}

/** The median of the totals is not the sum of the medians of the parts. */
function totalsOf(rows) {
  const total = (name) => rounded(median(rows.map((row) => sum(row[name]))));
  return { cpuTotal: total('cpu'), cpuUntilQuietTotal: total('cpuUntilQuiet') };
}

function rangesOf(held) {
  return {
    p50: rangeOf(held.map(({ added, p50 }) => added?.p50 ?? p50)),
    p95: rangeOf(held.map(({ added, p95 }) => added?.p95 ?? p95)),
    cpu: rangeOf(held.map(({ cpu }) => sum(cpu))),
  };
}

/** After the rows, with as many answers as there were since the start. */
function memoryIn(found, plan) {
  const measured = found.flatMap(({ memory }) => (memory ? [memory] : []));
  return measured.length > 0 ? { of: measured.length, planned: plan.rounds, ...medians(measured) } : null;
}

function highestIn(found, plan) {
  const searches = found.flatMap(({ highest }) => (highest ? [highest] : []));
  const figure = figureOf(
    searches.map(({ rate }) => rate),
    roundsOf(plan, plan.highest),
  );
  return { ...figure, atLeast: searches.length > 0 && searches.every(({ atLeast }) => atLeast) };
}

function streamsIn(found, plan) {
  const seen = found.flatMap(({ streams }) => (streams ? [medians(streams)] : []));
  return { ...medians(seen), of: seen.length, planned: roundsOf(plan, plan.streams) };
}

function filledIn(rounds, plan, name) {
  const found = rounds.flatMap(({ systems }) => {
    const filled = systems[name]?.filled;
    return filled ? [{ ...filled, row: { ...filled.row, added: addedIn(filled.row, systems.direct) } }] : [];
  });
  if (found.length === 0) return null;
  const isHeld = isMedianHeld(found.map(({ row }) => row));
  const { answered, memory, row } = medians(
    found.map((one) => ({ ...one, row: { added: one.row.added, cpuTotal: sum(one.row.cpu) } })),
  );
  return { of: found.length, planned: roundsOf(plan, plan.fill), answered, memory, row: { ...row, isHeld } };
}
