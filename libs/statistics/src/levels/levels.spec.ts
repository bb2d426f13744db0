import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../seeded-random';
import { correctedMean } from './corrected-mean';
import { levelOf } from './level-of';
import { quantileInterval } from './quantile-interval';

const SETTINGS = { alpha: 0.05, bounds: { least: 0, greatest: 1 } };

const rowsOf = <T>(count: number, row: (index: number) => T) => Array.from({ length: count }, (_, index) => row(index));

describe('levelOf', () => {
  it('is the interval of Wilson for answers of yes and no', () => {
    // R: prop.test(9, 10, correct = FALSE)$conf.int.
    const values = rowsOf(10, (index) => (index === 0 ? 0 : 1));
    const interval = { low: expect.closeTo(0.5958, 4) as number, high: expect.closeTo(0.9821, 4) as number };
    expect(levelOf({ values }, SETTINGS)).toEqual({ mean: 0.9, interval, rows: 10, clusters: 10 });
    expect(levelOf({ values, weights: rowsOf(10, () => 3) }, SETTINGS).interval).toEqual(interval);
  });

  it('counts answers of yes and no in conversations by conversation', () => {
    const values = rowsOf(400, (index) => (index % 40 < 8 ? 0 : 1));
    const inConversations = levelOf({ values, clusters: rowsOf(400, (index) => index % 40) }, SETTINGS);
    expect(inConversations).toMatchObject({ mean: 0.8, rows: 400, clusters: 40 });
    expect(inConversations.interval.low).toBeLessThan(levelOf({ values }, SETTINGS).interval.low - 0.05);
  });

  it('is that of Student where scores spread over the range', () => {
    const values = rowsOf(500, (index) => (index % 10) / 9);
    const { low, high } = levelOf({ values }, SETTINGS).interval;
    // 1.9647 × √(500 / 499 × 33 / 324) / √500, by hand.
    expect(low).toBeCloseTo(0.5 - 0.02807, 2);
    expect(high).toBeCloseTo(0.5 + 0.02807, 2);
  });

  it('keeps in mind what it has not seen', () => {
    const { interval } = levelOf({ values: rowsOf(20, () => 0.9) }, SETTINGS);
    // A zero could have been missed as often as Clopper and Pearson say for 20 of 20: 0.8316.
    expect(interval.low).toBeCloseTo(0.9 * 0.8316, 1);
    expect(interval.high).toBeCloseTo(0.9 + 0.1 * (1 - 0.8316), 2);
  });

  it('moves with the weights', () => {
    const values = rowsOf(200, (index) => (index < 100 ? 0.2 : 0.8) + 0.1 * (index % 2));
    const even = levelOf({ values }, SETTINGS);
    const uneven = levelOf({ values, weights: rowsOf(200, (index) => (index < 100 ? 3 : 1)) }, SETTINGS);
    expect([even.mean, uneven.mean]).toEqual([expect.closeTo(0.55, 9), expect.closeTo(0.4, 9)]);
    expect(uneven.interval.low).toBeLessThan(0.4);
    expect(uneven.interval.high).toBeGreaterThan(0.4);
  });

  it('says nothing without rows, and little with one', () => {
    expect(levelOf({ values: [] }, SETTINGS)).toEqual({
      ...{ mean: Number.NaN, interval: { low: 0, high: 1 }, rows: 0, clusters: 0 },
    });
    const { low, high } = levelOf({ values: [0.9] }, SETTINGS).interval;
    expect(low).toBeLessThan(0.1);
    expect(high).toBeGreaterThan(0.95);
  });
});

describe('quantileInterval', () => {
  // scipy 1.17.1: stats.quantile_test(range(1, n + 1), p=share).confidence_interval(0.95).
  it.each([
    [71, 0.95, 63, Number.POSITIVE_INFINITY],
    [72, 0.95, 64, 72],
    [200, 0.95, 184, 197],
    [30, 0.5, 10, 21],
    [1_000, 0.99, 983, 997],
  ])('bounds the quantile of %i values at %d', (count, share, low, high) => {
    expect(quantileInterval(new SeededRandom(1).shuffle(rowsOf(count, (index) => index + 1)), share, 0.05)).toEqual({
      low,
      high,
    });
  });

  it('is open where few values bound nothing', () => {
    const open = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
    expect(quantileInterval([], 0.95, 0.05)).toEqual(open);
    expect(quantileInterval([3, 4, 5], 0.5, 0.05)).toEqual(open);
  });
});

describe('correctedMean', () => {
  const human = [1, 0, 1, 1, 0.5, 0.8, 0, 1, 0.6, 0.9];
  const judgeOfThem = [0.9, 0.2, 0.8, 1, 0.7, 0.9, 0.3, 1, 0.9, 0.8];
  const judgeAlone = [0.8, 0.9, 0.4, 0.7, 1, 0.6, 0.95, 0.3, 0.85, 0.9, 0.75, 0.5, 1, 0.65, 0.8, 0.7];
  const rows = { judge: [...judgeOfThem, ...judgeAlone], human: [...human, ...judgeAlone.map(() => null)] };

  it("is the paper's estimate with the interval of Welch", () => {
    // ppi_py 0.2.3: ppi_mean_pointestimate(human, judgeOfThem, judgeAlone, lam=1) = 0.6675; scipy 1.17.1:
    // ttest_ind(judgeAlone, judgeOfThem - human, equal_var=False).confidence_interval(0.95).
    const { mean, interval } = correctedMean(rows, 0.05);
    expect(mean).toBeCloseTo(0.6675, 12);
    expect([interval.low, interval.high]).toEqual([expect.closeTo(0.5091136234, 9), expect.closeTo(0.8258863766, 9)]);
  });

  it('is close to the interval of the paper with many rows', () => {
    // ppi_py: ppi_mean_ci with the same scores 20 times over, lam=1: the normal interval shrinks by the root of 20.
    const many = <T>(values: readonly T[]) => rowsOf(20 * values.length, (index) => values[index % values.length] as T);
    const { interval } = correctedMean({ judge: many(rows.judge), human: many(rows.human) }, 0.05);
    const half = (0.8107155336434331 - 0.6675) / Math.sqrt(20);
    expect([interval.low, interval.high]).toEqual([expect.closeTo(0.6675 - half, 3), expect.closeTo(0.6675 + half, 3)]);
  });

  it('does without a judge where persons have scored everything', () => {
    const { mean } = correctedMean({ judge: [0, 0], human: [1, 0] }, 0.05);
    expect(mean).toBe(0.5);
  });

  it('bounds nothing with a single score of a person', () => {
    const { mean, interval } = correctedMean({ judge: [0.5, 0.5, 0.5], human: [1, null, null] }, 0.05);
    expect(mean).toBe(1);
    expect(interval).toEqual({ low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY });
    expect(correctedMean({ judge: [0.5], human: [null] }, 0.05).mean).toBeNaN();
  });
});
