import { describe, expect, it } from 'vitest';
import { renderingOf } from '../e2e/bench/publish/publish.mjs';
import { growthOf } from '../e2e/bench/report/growth.mjs';
import { summaryOf } from '../e2e/bench/report/medians.mjs';
import { FILES, textOf } from './source.mts';

const RESULT = 'docs/performance/result.json';
const GROWTH = 'docs/performance/growth.json';
const isPublished = FILES.includes(RESULT);
const written = FILES.filter((path) => /^docs\/performance(?:\.md$|\/.+\.svg$)/.test(path));
const machine = { cpu: 'CPU', cores: 2, memoryGiB: 24, system: 'linux x64', node: 'v20' };
const plan = {
  ...{ rounds: 3, calibration: { rates: [100] }, highest: { rounds: 2 }, streams: null, fill: null },
  rows: [5, 100, 400].map((rate) => ({ rate, delayMs: 50 })),
};
const facts = { takenAt: '2026-11-27T08:00:00Z', commit: 'abc1234', before: null, machine, plan };

const row = (rate: number, p50: number, held = true) => ({
  ...{ rate, delayMs: 50, held, planned: 10, sent: 10, answered: 10, p50, p95: p50 * 2, p99: p50 * 3 },
  ...{ cpu: { ingress: p50 / 10 }, cpuUntilQuiet: { ingress: p50 / 10 }, cores: { others: 0.1 }, stores: null },
});
const memoryAfter = (answered: number, rss: number) => ({ answered, held: { ingress: { rss, pss: 80 } } });
const measured = (...rows: readonly object[]) => ({
  ...{ readyMs: 1000, firstSecond: { p50: 80 }, idleCores: 0.05, memory: memoryAfter(3_000, 100), rows },
});
const highest = { rate: 300, atLeast: false, tried: [] };
const tooMuch = { rate: 400, delayMs: 50, held: false, skipped: true };
const gauntletRows = [
  [row(5, 60), row(100, 60), row(400, 70)],
  [row(5, 90), row(100, 500, false), tooMuch],
  [row(100, 70), row(400, 900, false)],
];
const rounds = gauntletRows.map((rows, index) => ({
  calibration: [{ rate: 100, cpuMs: 0.5 + index / 10, p50: 0.2 }],
  systems: {
    direct: { rows: [row(5, 50), row(100, 51), row(400, 51)] },
    Gauntlet: index === 2 ? { ...measured(...rows), failed: 'it ended' } : { ...measured(...rows), highest },
    'Gauntlet, dev-broker': measured(...rows),
  },
}));
const SUMMARY = summaryOf({ ...facts, rounds });
const { Gauntlet } = SUMMARY.systems;
const pageOf = async (result: object, growth?: object) => (await renderingOf(result, growth))['docs/performance.md'];

describe('the page on performance', () => {
  it.runIf(!isPublished)(`is absent, and is compared with nothing, since there is no ${RESULT}`, () => {
    expect(written).toEqual([]);
  });

  it.runIf(isPublished)('says what its result says, and nothing else', async () => {
    const growth = FILES.includes(GROWTH) ? JSON.parse(textOf(GROWTH)) : null;
    const rendered = await renderingOf(JSON.parse(textOf(RESULT)), growth);
    expect(Object.fromEntries(written.map((path) => [path, textOf(path)]))).toEqual(rendered);
  });

  it('shows of each row the median of the rounds in which it was measured, above the direct call of its round', async () => {
    expect(Gauntlet.rows).toMatchObject([
      { rate: 5, isHeld: true, of: 2, planned: 3, added: { p50: 25, p95: 50 }, ranges: { p50: [10, 40], cpu: [6, 9] } },
      { rate: 100, isHeld: true, of: 3, held: 2, added: { p50: 19, p95: 38 }, ranges: { p50: [9, 19] } },
      { rate: 400, isHeld: false, of: 3, held: 1, planned: 3 },
    ]);
    expect(await pageOf(SUMMARY)).toMatch(
      /\| Gauntlet +\| 25\.0 \/ 50\.0 \(10\.0–40\.0 \/ 20\.0–80\.0; 2 of 3\) +\| 19\.0 \/ 38\.0 \(.*; 2 of 3\)/,
    );
  });

  it('says that a rate was not sustained, and shows no latency of it', async () => {
    expect(Gauntlet.rows[2]).not.toHaveProperty('added');
    expect(await pageOf(SUMMARY)).toContain('not sustained (held in 1 of 3; 3 of 3)');
  });

  it('says which turns failed, and of how many rounds a figure is', async () => {
    expect(Gauntlet.failures).toEqual([{ round: 3, message: 'it ended' }]);
    expect(Gauntlet.highest).toMatchObject({ median: 300, of: 2, planned: 2 });
    expect(await pageOf(SUMMARY)).toMatch(/\| Gauntlet +\| 3 +\| it ended/);
  });

  it('shows what a bare round trip cost in every round, and CPU as so many of them', async () => {
    expect(SUMMARY.calibration).toMatchObject([{ rate: 100, cpuMs: { median: 0.6, of: 3 }, byRound: [0.5, 0.6, 0.7] }]);
    expect(await pageOf(SUMMARY)).toMatch(/\| Gauntlet +\| 100\/s +\| 6\.50 \(.*\) +\| 10\.8 /);
  });

  it('judges the targets, and says what limits those that were missed', async () => {
    const page = await pageOf(SUMMARY);
    expect(page).toMatch(/\| added p50 at 100\/s, ms +\| ≤ 20 +\|.*\| reached /);
    expect(page).toMatch(/\| CPU a request at 400\/s, ms +\|.*\| not sustained \|.*\| not reached /);
    expect(page).toContain('**Highest rate, and CPU at 400/s.**');
  });

  it('shows memory with all answers since the start, also that of a run that was made for its growth', async () => {
    expect(Gauntlet.memory).toMatchObject({ of: 3, planned: 3, answered: 3_000 });
    expect(() => growthOf({ ...facts, rounds })).toThrow('--fill');
    const [{ calibration, systems }] = rounds;
    const filled = { answered: 40_000, memory: memoryAfter(43_500, 300), row: row(100, 55) };
    const fill = { rounds: 1, row: { rate: 100, delayMs: 50 } };
    const grown = [{ calibration, systems: { ...systems, Gauntlet: { ...systems.Gauntlet, filled } } }];
    const page = await pageOf(SUMMARY, growthOf({ ...facts, plan: { ...plan, rounds: 1, fill }, rounds: grown }));
    expect(page).toMatch(/\| Gauntlet +\| few \(1 of 1\) +\| 9\.00 \/ 18\.0 +\| 6\.00 +\| 100 after 3,000 +\|/);
    expect(page).toMatch(/\| Gauntlet +\| 40,000 more \(1 of 1\) +\| 4\.00 \/ 8\.00 +\| 5\.50 +\| 300 after 43,500 \|/);
  });
});
