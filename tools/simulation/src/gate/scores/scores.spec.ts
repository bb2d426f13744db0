import { describe, expect, it } from 'vitest';
import { SeededRandom } from '@gauntlet/statistics';
import { scenarioNamed, SCENARIOS } from './all-scenarios';

const ROWS = 100_000;

describe.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))('%s', (_, { draw, isBounded }) => {
  it.each([0, 0.05])('has a true drop of %d', (drop) => {
    const { baseline, candidate, clusters } = draw(new SeededRandom(7), drop, ROWS);
    const residuals = candidate.map((score, row) => score - (baseline[row] as number) + drop);
    const byCluster = new Map<unknown, number>();
    residuals.forEach((one, row) => {
      const cluster = clusters?.[row] ?? row;
      byCluster.set(cluster, (byCluster.get(cluster) ?? 0) + one);
    });
    const sums = [...byCluster.values()];
    const standardError = Math.sqrt(sums.reduce((sum, one) => sum + one ** 2, 0)) / ROWS;
    const distance = Math.abs(sums.reduce((sum, one) => sum + one, 0)) / ROWS;
    expect(baseline).toHaveLength(ROWS);
    expect(distance / standardError).toBeLessThan(3.5);
    expect(standardError).toBeLessThan(0.004);
  });

  it.runIf(isBounded)('stays between 0 and 1', () => {
    const { baseline, candidate } = draw(new SeededRandom(8), 0.05, ROWS);
    expect([...baseline, ...candidate].every((score) => score >= 0 && score <= 1)).toBe(true);
  });

  it('repeats itself from its seed', () => {
    const drawn = () => draw(new SeededRandom(9), 0.05, 50);
    expect(drawn()).toEqual(drawn());
  });
});

describe('the kinds of scores', () => {
  it('have names of their own', () => {
    expect(new Set(SCENARIOS.map(({ name }) => name)).size).toBe(SCENARIOS.length);
    expect(() => scenarioNamed('none')).toThrow('no scenario is named none');
  });
});
