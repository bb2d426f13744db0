import { describe, expect, it } from 'vitest';
import { systemsIn } from '../e2e/bench/report/medians.mjs';
import { renderingOf } from '../e2e/bench/report/publish.mjs';
import { FILES, textOf } from './source.mts';

const RESULT = 'docs/performance/result.json';
const isPublished = FILES.includes(RESULT);
const written = FILES.filter((path) => /^docs\/performance(?:\.md$|\/.+\.svg$)/.test(path));
const facts = { takenAt: '2026-11-27T08:00:00Z', commit: 'abc1234', rounds: 3 };
const machine = { cpu: 'CPU', cores: 2, memoryGiB: 24, system: 'linux x64', node: 'v20' };

const row = (rate: number, p50: number) => ({
  ...{ rate, delayMs: 50, planned: 10, sent: 10, answered: 10, p50, p95: p50 * 2, p99: p50 * 3 },
  ...{ cpu: { ingress: p50 / 10 }, cpuUntilQuiet: { ingress: p50 / 10 }, cores: { others: 0.1 }, stores: null },
});
const measured = (...rows: readonly object[]) => ({
  ...{ readyMs: 1000, firstSecond: { p50: 80 }, idleCores: 0.05, memory: { ingress: { rss: 100, pss: 80 } }, rows },
  highest: { rate: 300, isLimit: false, tried: [] },
});
const ROUNDS = [60, 90, 70].map((p50) => ({
  direct: measured(row(5, 50), row(100, 51)),
  Gauntlet: measured(...(p50 === 90 ? [row(100, 500)] : [row(5, p50), row(100, p50)])),
}));

describe('the page on performance', () => {
  it.runIf(!isPublished)(`is absent, and is compared with nothing, since there is no ${RESULT}`, () => {
    expect(written).toEqual([]);
  });

  it.runIf(isPublished)('says what its result says, and nothing else', async () => {
    const rendered = await renderingOf(JSON.parse(textOf(RESULT)));
    expect(Object.fromEntries(written.map((path) => [path, textOf(path)]))).toEqual(rendered);
  });

  it('shows of each row the median of the rounds in which it was measured, above the direct call of its round', async () => {
    const { Gauntlet } = systemsIn(ROUNDS);
    expect(Gauntlet.rows).toMatchObject([
      { rate: 5, added: { p50: 15, p95: 30 }, ranges: { p50: [10, 20], p95: [20, 40], cpu: [6, 7] } },
      { rate: 100, added: { p50: 19, p95: 38 }, ranges: { p50: [9, 449] } },
    ]);
    const { 'docs/performance.md': page } = await renderingOf({ ...facts, machine, systems: systemsIn(ROUNDS) });
    expect(page).toMatch(/\| Gauntlet +\| 15\.0 \/ 30\.0 \(10\.0–20\.0 \/ 20\.0–40\.0\) +\| 19\.0 \/ 38\.0/);
  });
});
