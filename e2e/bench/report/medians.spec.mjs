import { describe, expect, it } from 'vitest';
import { summaryOf } from './medians.mjs';

const row = (held, cpu, system) => {
  const load = { rate: 100, delayMs: 50, held, p50: 60, p95: 80, p99: 90 };
  return { ...load, cpu, cpuUntilQuiet: cpu, cores: { system, own: 0.1, others: 0 }, stores: null };
};
const rowOf = (...measured) => {
  const rounds = measured.map((one) => ({
    calibration: [],
    systems: { direct: { rows: [row(true, {}, 0)] }, Gauntlet: { rows: [one] } },
  }));
  const rows = [{ rate: 100, delayMs: 50 }];
  const plan = { rounds: rounds.length, calibration: { rates: [] }, rows, highest: null, streams: null, fill: null };
  return summaryOf({ plan, rounds }).systems.Gauntlet.rows[0];
};

describe('the medians of a row', () => {
  it('take the CPU of a request from the totals of the rounds, not from the medians of the processes', () => {
    const parts = [
      [1, 9, 9],
      [9, 1, 9],
      [9, 9, 2],
    ].map(([ingress, guardrail, broker]) => row(true, { ingress, guardrail, broker }, 1));
    expect(rowOf(...parts)).toMatchObject({
      ...{ cpuTotal: 19, cpuUntilQuietTotal: 19, ranges: { cpu: [19, 20] } },
      cpu: { ingress: 9, guardrail: 9, broker: 9 },
    });
  });

  it('say of a row that was not held how busy the cores were, and nothing of its CPU or latency', () => {
    const { cores, ...others } = rowOf(row(false, { ingress: 5 }, 1.4), row(false, { ingress: 7 }, 1.6));
    expect(cores).toEqual({ system: 1.5, own: 0.1, others: 0 });
    expect(others).toEqual({ rate: 100, delayMs: 50, planned: 2, of: 2, held: 0, isHeld: false });
  });
});
