import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostSuccesses, trialsFor, upperBound } from './budget';
import { classification } from './classification';
import { wilson } from './interval';
import { quantile } from './quantile';

describe('classification', () => {
  it('gives precision, recall and F1 with their intervals', () => {
    const { precision, recall, f1 } = classification({ truePositives: 8, falsePositives: 2, falseNegatives: 8 });
    expect([precision.rate, recall.rate]).toEqual([0.8, 0.5]);
    expect(f1.rate).toBeCloseTo(16 / 26, 12);
    // Wilson for 8 of 18: 0.24560 to 0.66279, then 2J / (1 + J).
    expect(f1.low).toBeCloseTo(0.3943, 3);
    expect(f1.high).toBeCloseTo(0.7972, 3);
  });

  it('has no precision where nothing is found, and a recall all the same', () => {
    const { precision, recall, f1 } = classification({ truePositives: 0, falsePositives: 0, falseNegatives: 3 });
    expect(precision.rate).toBeNaN();
    expect([recall.rate, f1.rate]).toEqual([0, 0]);
  });

  it('has F1 between precision and recall, within its interval', () => {
    const count = fc.integer({ min: 0, max: 200 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), count, count, (truePositives, falsePositives, falseNegatives) => {
        const { precision, recall, f1 } = classification({ truePositives, falsePositives, falseNegatives });
        expect(f1.rate).toBeGreaterThanOrEqual(Math.min(precision.rate, recall.rate) - 1e-12);
        expect(f1.rate).toBeLessThanOrEqual(Math.max(precision.rate, recall.rate) + 1e-12);
        expect(f1.low).toBeLessThan(f1.rate);
        expect(f1.high).toBeGreaterThanOrEqual(f1.rate - 1e-12);
      }),
    );
  });
});

describe('wilson', () => {
  // Figures of R: prop.test(x, n, correct = FALSE)$conf.int.
  it.each([
    [0, 10, 0, 0.2775],
    [9, 10, 0.5958, 0.9821],
    [50, 100, 0.4038, 0.5962],
  ])('bounds %i of %i', (successes, trials, low, high) => {
    const interval = wilson(successes, trials);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });
});

describe('upperBound', () => {
  it('is exact where it can be written down', () => {
    expect(upperBound(0, 10)).toBeCloseTo(1 - 0.05 ** (1 / 10), 12);
    expect(upperBound(9, 10)).toBeCloseTo(0.95 ** (1 / 10), 12);
    expect(upperBound(10, 10)).toBe(1);
    expect(upperBound(0, 1_000) * 1_000).toBeCloseTo(3, 1);
  });

  it('is right for many trials too', () => {
    // The normal approximation, with 1.645 standard deviations.
    expect(upperBound(10_000, 1_000_000)).toBeCloseTo(0.01 + (1.645 * Math.sqrt(0.01 * 0.99)) / 1_000, 5);
  });
});

describe('mostSuccesses', () => {
  it('is the last count whose bound keeps the budget', () => {
    const trials = fc.integer({ min: 1, max: 3_000 });
    fc.assert(
      fc.property(trials, fc.double({ min: 0.001, max: 0.5, noNaN: true }), (trials, budget) => {
        const most = mostSuccesses(trials, budget);
        if (most >= 0) expect(upperBound(most, trials)).toBeLessThanOrEqual(budget + 1e-9);
        expect(upperBound(most + 1, trials)).toBeGreaterThan(budget - 1e-9);
      }),
      { numRuns: 50 },
    );
  });

  it('begins to be possible with the trials that the budget takes', () => {
    expect(trialsFor(0.01)).toBe(299);
    expect(mostSuccesses(298, 0.01)).toBe(-1);
    expect(mostSuccesses(299, 0.01)).toBe(0);
  });
});

describe('quantile', () => {
  it('is the value at the nearest rank', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2);
    expect(quantile([4, 1, 3, 2], 0.51)).toBe(3);
    expect(quantile([4, 1, 3, 2], 0.99)).toBe(4);
    expect(quantile([4, 1, 3, 2], 0)).toBe(1);
    expect(quantile([], 0.5)).toBeNaN();
  });
});
