import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../seeded-random';
import { holm } from './holm';
import { ratioOf } from './ratio-of';

const SETTINGS = { alpha: 0.05 };
const BASELINE = [1, 2, 1.5, 3, 2.2, 0.7, 1.1, 4, 2.5, 1.9, 0.8, 1.4];
const CANDIDATE = [1.2, 2.1, 1.4, 3.9, 2, 0.9, 1.5, 4.2, 3.1, 1.8, 1.1, 1.3];

describe('ratioOf', () => {
  it('holds the interval of Fieller', () => {
    // Student's t of candidate - r × baseline, inverted with brentq: scipy 1.17.1.
    const { ratio, interval, ...count } = ratioOf({ baseline: BASELINE, candidate: CANDIDATE }, SETTINGS);
    expect(ratio).toBeCloseTo(1.10859728506787, 12);
    expect(interval.low).toBeLessThan(0.9972986385214 + 1e-9);
    expect(interval.low).toBeGreaterThan(0.97);
    expect(interval.high).toBeGreaterThan(1.2263845369713 - 1e-9);
    expect(interval.high).toBeLessThan(1.25);
    expect(count).toEqual({ rows: 12, clusters: 12 });
  });

  it('counts clusters, and the unit of cost does not matter', () => {
    const copied = (values: readonly number[]) => values.flatMap((value) => [0.001 * value, 0.001 * value]);
    const clusters = copied(BASELINE).map((_, row) => Math.floor(row / 2));
    const { interval } = ratioOf({ baseline: copied(BASELINE), candidate: copied(CANDIDATE), clusters }, SETTINGS);
    const once = ratioOf({ baseline: BASELINE, candidate: CANDIDATE }, SETTINGS).interval;
    expect(interval.low).toBeCloseTo(once.low, 1);
    expect(interval.high).toBeCloseTo(once.high, 1);
  });

  it.each([
    ['a single row', [1], [1]],
    ['a baseline that takes next to nothing', [0, 0, 0, 0, 1], [1, 2, 1, 2, 1]],
    ['a baseline that takes nothing', [0, 0, 0], [1, 2, 1]],
  ])('is open for %s', (_, baseline, candidate) => {
    expect(ratioOf({ baseline, candidate }, SETTINGS).interval).toEqual({ low: 0, high: Number.POSITIVE_INFINITY });
  });

  it('refuses what a ratio of sums has no place for', () => {
    expect(() => ratioOf({ baseline: [1, -1], candidate: [1, 1] }, SETTINGS)).toThrow(RangeError);
    expect(() => ratioOf({ baseline: [1, 1], candidate: [1, 1], weights: [1, 0] }, SETTINGS)).toThrow(
      'weights/1 is 0 and must be a number above 0',
    );
  });

  it('seldom misses the ratio of heavy-tailed costs', () => {
    const RUNS = 80;
    let missed = 0;
    for (let run = 0; run < RUNS; run += 1) {
      const random = new SeededRandom(Math.imul(run + 1, 2_654_435_761));
      const cost = () => Math.exp(Array.from({ length: 12 }, () => random.next()).reduce((sum, one) => sum + one, -6));
      const baseline = Array.from({ length: 60 }, cost);
      const { interval } = ratioOf({ baseline, candidate: baseline.map(cost) }, SETTINGS);
      if (interval.low > 1 || interval.high < 1) missed += 1;
    }
    expect(missed / RUNS).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / RUNS));
  });
});

describe('holm', () => {
  const named = (...pValues: readonly number[]) => holm(pValues, 0.05, (p, level) => p <= level);

  it('names what the step-down of p-values names', () => {
    // R: p.adjust(c(0.01, 0.04, 0.03, 0.005), 'holm') is 0.03, 0.06, 0.06, 0.02.
    expect(named(0.01, 0.04, 0.03, 0.005)).toEqual([0.01, 0.005]);
    // Each step lets the next one go: 0.0125, 0.0167, 0.025 and 0.05 are reached.
    expect(named(0.05, 0.025, 0.016, 0.0125)).toEqual([0.05, 0.025, 0.016, 0.0125]);
    expect(named(0.02, 0.02, 0.02)).toEqual([]);
    expect(named()).toEqual([]);
  });
});
