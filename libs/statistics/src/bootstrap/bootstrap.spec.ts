import { describe, expect, it } from 'vitest';
import { clusterTotals } from '../paired/cluster-totals';
import { SeededRandom } from '../seeded-random';
import { bcaInterval } from './bca';
import { gaffkeBound } from './gaffke';
import { quantileOfSorted, resampledMeans } from './resamples';

const SKEWED = [
  0.1, -0.2, 0.05, 0.4, -0.1, -0.3, 0.2, 0, -0.5, 0.1, 0.15, -0.05, 0.9, 1.2, -0.05, 0.02, 0.03, 0.3, -0.15, 0.6,
];

describe('resampledMeans', () => {
  it('draws whole clusters', () => {
    const totals = clusterTotals([1, 1, 1, 0], ['a', 'a', 'a', 'b']);
    const means = resampledMeans(totals, 2_000, new SeededRandom(1));
    expect([...new Set(means)]).toEqual([0, 0.75, 1]);
    expect(means.filter((mean) => mean === 0.75).length / 2_000).toBeCloseTo(0.5, 1);
  });
});

describe('quantileOfSorted', () => {
  it('lies between two values where the rank does, as in R: quantile(type = 6)', () => {
    const sorted = Float64Array.from([1, 2, 3, 10]);
    expect([0.5, 0.7, 0.01, 0.99].map((share) => quantileOfSorted(sorted, share))).toEqual([2.5, 6.5, 1, 10]);
  });
});

describe('bcaInterval', () => {
  it('is that of scipy, and wider by the expansion of Hesterberg', () => {
    // scipy 1.17.1, stats.bootstrap(method='BCa', n_resamples=400000): -0.0065 to 0.3430 around 0.135.
    // The expansion stretches by √(20 / 19) × 2.093 / 1.960 = 1.0956.
    const totals = clusterTotals(SKEWED);
    const { low, high } = bcaInterval(totals, resampledMeans(totals, 100_000, new SeededRandom(1)), 0.05);
    expect(low).toBeGreaterThan(0.135 - 1.0956 * 0.1415 - 0.01);
    expect(low).toBeLessThan(0.135 - 0.1415 - 0.002);
    expect(high).toBeLessThan(0.135 + 1.0956 * 0.208 + 0.02);
    expect(high).toBeGreaterThan(0.343 + 0.01);
  });

  it('repeats itself', () => {
    const totals = clusterTotals(SKEWED);
    const once = () => bcaInterval(totals, resampledMeans(totals, 500, new SeededRandom(3)), 0.05);
    expect(once()).toEqual(once());
  });
});

describe('gaffkeBound', () => {
  it('is the bound of Clopper and Pearson for zeros and ones', () => {
    // scipy 1.17.1, binomtest(k, 10).proportion_ci(0.95, 'exact'): 0.69150 for 10 of 10, 0.34755 for 7 of 10.
    const bound = (ones: number) => {
      const totals = clusterTotals(Array.from({ length: 10 }, (_, index) => (index < ones ? 1 : 0)));
      const all = Array.from({ length: 40 }, (_, seed) => gaffkeBound(totals, 0, 0.025, new SeededRandom(seed)));
      return all.reduce((sum, one) => sum + one, 0) / all.length;
    };
    expect(bound(10)).toBeCloseTo(0.6915, 2);
    expect(bound(7)).toBeCloseTo(0.34755, 2);
  });
});
