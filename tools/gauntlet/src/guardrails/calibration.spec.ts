import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { thresholdWithin } from './calibration';

const scores = (count: number) => Array.from({ length: count }, (_, index) => index / count);

describe('a threshold', () => {
  it('is the lowest that so many texts show to keep the budget', () => {
    // Of 1,000 texts 4 may be flagged: the upper bound of 4 is 0.0091, that of 5 is 0.0105.
    expect(thresholdWithin(0.01, scores(1_000))).toEqual({
      from: 0.9951,
      reached: 4,
      upperBound: expect.closeTo(0.00913, 5) as number,
    });
  });

  it('is none where the texts are too few, or too many have the highest score', () => {
    expect(thresholdWithin(0.01, scores(298))).toBeNull();
    expect(thresholdWithin(0.01, scores(299))).toMatchObject({ reached: 0 });
    expect(
      thresholdWithin(
        0.01,
        scores(1_000).map(() => 1),
      ),
    ).toBeNull();
  });

  it('is none where it would be 1, which switches a check off', () => {
    const alike = scores(1_000).map(() => 0.99995);
    expect(thresholdWithin(0.01, alike)).toBeNull();
  });

  it('keeps the budget whatever the scores are', () => {
    const given = fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: 60, maxLength: 300 });
    fc.assert(
      fc.property(given, fc.double({ min: 0.05, max: 0.9, noNaN: true }), (harmless, budget) => {
        const found = thresholdWithin(budget, harmless);
        if (!found) return;
        expect(found.upperBound).toBeLessThanOrEqual(budget + 1e-9);
        expect(found.from).toBeLessThanOrEqual(1);
      }),
    );
  });
});
