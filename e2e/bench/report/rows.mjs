// Where a figure of a summary is found.
import { sum } from '../machine/processes.mjs';

/** What most rows of the page are over. */
export const UPSTREAM_MS = 50;
/** What runs beside the services, and would be elsewhere in production. */
const BESIDE = ['launcher', 'postgres', 'kafka'];

export function rowAt(system, rate, delayMs = UPSTREAM_MS) {
  return system?.rows.find((row) => row.rate === rate && row.delayMs === delayMs);
}

/** One that was held, else undefined. */
export function heldRowAt(system, rate) {
  const row = rowAt(system, rate);
  return row?.isHeld ? row : undefined;
}

/**
 * What a request stored; undefined where that was not measured. Its bytes hardly depend on the rate, but forty requests at 5/s
 * carry most of the whole pages that PostgreSQL logs once after each checkpoint.
 */
export function storesOf(system) {
  return (heldRowAt(system, 50) ?? heldRowAt(system, 5))?.stores;
}

export function ratesOf(systems) {
  const rows = Object.values(systems).flatMap((system) => system.rows);
  const rates = rows.filter(({ delayMs }) => delayMs === UPSTREAM_MS).map(({ rate }) => rate);
  return [...new Set(rates)].toSorted((one, other) => one - other);
}

/** `memory` is that of a system or of what was filled in; null where it was not measured. */
export function memoryOf(memory) {
  if (!memory) return null;
  const { answered, held, of, planned } = memory;
  const services = Object.fromEntries(Object.entries(held).filter(([name]) => !BESIDE.includes(name)));
  const total = (processes, kind) => sum(Object.values(processes).map((one) => one[kind]));
  return {
    answered,
    processes: Object.keys(services).length,
    services: total(services, 'rss'),
    rss: total(held, 'rss'),
    pss: total(held, 'pss'),
    of,
    planned,
  };
}

/** What a bare round trip cost nearest to such a rate. */
export function bareAt(calibration, rate) {
  const distance = (one) => Math.abs(Math.log(one.rate / rate));
  return calibration.toSorted((one, other) => distance(one) - distance(other))[0];
}

/** CPU of a request as so many bare round trips. */
export function asBare(calibration, { rate, cpuTotal }) {
  return cpuTotal / bareAt(calibration, rate).cpuMs.median;
}
