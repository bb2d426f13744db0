import { sum } from '../machine/processes.mjs';

/** How much longer than the direct call of the same round, percentile by percentile; null without such a call. */
export function addedIn(row, direct) {
  const base = direct?.rows.find(({ rate, delayMs }) => rate === row.rate && delayMs === row.delayMs);
  if (!base) return null;
  // A row without any answer has no percentiles.
  const more = (name) => (Number.isFinite(row[name]) && Number.isFinite(base[name]) ? row[name] - base[name] : null);
  return { p50: more('p50'), p95: more('p95'), p99: more('p99') };
}

/** By system, every number as the median of its rounds, and of each row the range of what varies most. */
export function systemsIn(rounds) {
  const systems = Object.keys(rounds[0]).map((name) => [name, summary(rounds.map((round) => compared(round, name)))]);
  return Object.fromEntries(systems);
}

function summary(measured) {
  const { rows, ...all } = medians(measured);
  const withRanges = Object.entries(rows).map(([key, row]) => ({
    ...row,
    ranges: rangesOf(measured.flatMap((one) => one.rows[key] ?? [])),
  }));
  return { ...all, rows: withRanges };
}

/** Rows by what they are: one that was too much for a system in some rounds is missing in those. */
function compared(round, name) {
  const { rows, filled, highest, ...all } = round[name];
  const withAdded = (row) => ({ ...row, added: addedIn(row, round.direct) });
  return {
    ...all,
    rows: Object.fromEntries(rows.map((row) => [`${row.rate}/s over ${row.delayMs} ms`, withAdded(row)])),
    filled: filled ? { ...filled, row: withAdded(filled.row) } : null,
    highest: highest ? { rate: highest.rate ?? 0, isLimit: highest.isLimit } : null,
  };
}

function rangesOf(rows) {
  const range = (numbers) => [Math.min(...numbers), Math.max(...numbers)].map(rounded);
  return {
    p50: range(rows.map(({ added, p50 }) => added?.p50 ?? p50)),
    p95: range(rows.map(({ added, p95 }) => added?.p95 ?? p95)),
    cpu: range(rows.map(({ cpu }) => sum(cpu))),
  };
}

/** Of values with the same shape, one in which each number is the median of those that are there. */
function medians(values) {
  const present = values.filter((value) => value !== null && value !== undefined);
  const [first] = present;
  if (typeof first === 'number') return rounded(median(present));
  if (Array.isArray(first)) return first.map((_, index) => medians(present.map((value) => value[index])));
  if (first === undefined || typeof first !== 'object') return first ?? null;
  const keys = [...new Set(present.flatMap(Object.keys))];
  return Object.fromEntries(keys.map((key) => [key, medians(present.map((value) => value[key]))]));
}

function median(numbers) {
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
}

function rounded(number) {
  return Number(number.toPrecision(4));
}
