import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaUnderCurve, highestRefused, recallAt } from './separation';

// Few different values, so that many tie.
const scores = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 40 });
const labelled = fc.record({ positives: scores, negatives: scores });

describe('areaUnderCurve', () => {
  it('counts the pairs in the right order, and half of those that tie', () => {
    expect(areaUnderCurve({ positives: [0.9, 0.4], negatives: [0.1, 0.4] })).toBe(3.5 / 4);
    expect(areaUnderCurve({ positives: [3, 2], negatives: [1, 0] })).toBe(1);
    expect(areaUnderCurve({ positives: [1], negatives: [1, 1, 1] })).toBe(0.5);
  });

  it('is what comparing every pair gives', () => {
    fc.assert(
      fc.property(labelled, ({ positives, negatives }) => {
        const pairs = positives.flatMap((one) => negatives.map((other) => (Math.sign(one - other) + 1) / 2));
        const expected = pairs.reduce((sum, win) => sum + win, 0) / pairs.length;
        expect(areaUnderCurve({ positives, negatives })).toBeCloseTo(expected, 12);
      }),
    );
  });

  it('is NaN for one kind alone', () => {
    expect(areaUnderCurve({ positives: [1], negatives: [] })).toBeNaN();
    expect(areaUnderCurve({ positives: [], negatives: [1] })).toBeNaN();
  });
});

describe('recallAt', () => {
  const negatives = Array.from({ length: 100 }, (_, index) => index / 100);

  it('takes the threshold that the budget allows', () => {
    const positives = [0.5, 0.985, 0.995, 2];
    expect(recallAt(0.01, { positives, negatives })).toBe(0.75);
    expect(recallAt(0, { positives, negatives })).toBe(0.5);
    expect(recallAt(1, { positives, negatives })).toBe(1);
  });

  it('keeps the budget where scores tie, and spends all of it where they do not', () => {
    expect(recallAt(0.05, { positives: [0.99], negatives: negatives.map(() => 0.99) })).toBe(0);
    expect(recallAt(0.29, { positives: [0.705], negatives })).toBe(1);
  });

  it('never finds more negatives than the budget, and could not find one score more', () => {
    fc.assert(
      fc.property(labelled, fc.double({ min: 0, max: 1, noNaN: true }), (given, budget) => {
        const found = recallAt(budget, given);
        const rates = [...new Set([...given.positives, ...given.negatives, 99])].map((threshold) => ({
          recall: share(given.positives, threshold),
          falsePositives: share(given.negatives, threshold),
        }));
        const possible = rates.filter(({ falsePositives }) => falsePositives <= budget + 1e-9);
        expect(found).toBe(Math.max(...possible.map(({ recall }) => recall)));
      }),
    );
  });

  it('is NaN for one kind alone', () => {
    expect(recallAt(0.01, { positives: [1], negatives: [] })).toBeNaN();
    expect(recallAt(0.01, { positives: [], negatives: [1] })).toBeNaN();
  });
});

describe('highestRefused', () => {
  it('lets no more than the count lie above', () => {
    expect(highestRefused([1, 4, 3, 2], 1)).toBe(3);
    expect(highestRefused([1, 4, 4, 2], 1)).toBe(4);
    expect(highestRefused([1, 2], 2)).toBe(Number.NEGATIVE_INFINITY);
  });
});

function share(values: readonly number[], threshold: number): number {
  return values.filter((value) => value >= threshold).length / values.length;
}
