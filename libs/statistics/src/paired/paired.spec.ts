import { describe, expect, it } from 'vitest';
import { clusterTotals } from './cluster-totals';
import { clusteredInterval, clusteredMean } from './clustered-mean';
import { mcnemarMidP } from './mcnemar';
import { tangoInterval } from './tango';
import { verdictOf } from './verdict';
import { weightingOf } from './weighting';

describe('clusteredMean', () => {
  const differences = [0.1, -0.2, 0.05, 0.4, -0.1, -0.3, 0.2, 0, -0.5, 0.1, 0.15, -0.05];
  const clusters = [0, 0, 0, 1, 1, 2, 3, 3, 3, 3, 4, 4];

  // statsmodels 0.15.0: OLS on a constant with cov_type='cluster', use_correction=True, use_t=True.
  it('has the clustered standard error and interval', () => {
    const mean = clusteredMean(clusterTotals(differences, clusters));
    expect([mean.mean, mean.standardError, mean.clusters]).toEqual([
      expect.closeTo(-0.0125, 12),
      expect.closeTo(0.04434736, 8),
      5,
    ]);
    const { low, high } = clusteredInterval(mean, 0.05);
    expect([low, high]).toEqual([expect.closeTo(-0.13562801, 8), expect.closeTo(0.11062801, 8)]);
  });

  // statsmodels 0.15.0: WLS on a constant with the same settings.
  it('weighs rows', () => {
    const weighting = weightingOf([1, 2, 1, 4, 1, 1, 3, 2, 1, 1, 2, 1]);
    const mean = clusteredMean(clusterTotals(differences, clusters, weighting));
    expect([mean.mean, mean.standardError]).toEqual([expect.closeTo(0.07, 12), expect.closeTo(0.0755397246487, 12)]);
    expect(mean.effectiveClusters).toBeCloseTo(5 / 1.32, 12);
  });

  it('is the usual mean and standard error where each row is on its own', () => {
    const { mean, standardError } = clusteredMean(clusterTotals([1, 2, 3, 4]));
    expect([mean, standardError]).toEqual([2.5, expect.closeTo(Math.sqrt(5 / 3 / 4), 12)]);
  });
});

describe('tangoInterval', () => {
  // The score statistic with the discordance that maximizes the likelihood numerically, inverted with brentq: scipy 1.17.1.
  it.each([
    [44, 0, 1, -0.11807710137, 0.05939323213],
    [50, 12, 2, 0.06111240759, 0.34470874837],
    [300, 20, 35, -0.09981540908, -0.00159428181],
    [100, 5, 0, 0.01115682686, 0.11175046923],
  ])('bounds %i pairs of which %i are won and %i lost', (pairs, won, lost, low, high) => {
    const interval = tangoInterval({ pairs, won, lost }, 0.05);
    expect(interval.low).toBeCloseTo(low, 6);
    expect(interval.high).toBeCloseTo(high, 6);
  });

  it('is not sure of ten pairs without a difference', () => {
    // z² / (n + z²), as the interval of Wilson for none of ten.
    const { low, high } = tangoInterval({ pairs: 10, won: 0, lost: 0 }, 0.05);
    expect([low, high]).toEqual([expect.closeTo(-0.27753, 5), expect.closeTo(0.27753, 5)]);
  });
});

describe('mcnemarMidP', () => {
  it('has the published value of the airways before and after a transplantation', () => {
    // Fagerland, Lydersen and Laake 2013, table 1: exact p = 0.0703, mid-p = 0.0391.
    expect(mcnemarMidP({ won: 1, lost: 7 })).toBeCloseTo(0.0390625, 9);
  });

  it('is the exact p of statsmodels 0.15.0 less the probability of what was found', () => {
    expect(mcnemarMidP({ won: 12, lost: 2 })).toBeCloseTo(0.007385253906, 11);
    expect(mcnemarMidP({ won: 5, lost: 5 })).toBeCloseTo(1, 12);
    expect(mcnemarMidP({ won: 0, lost: 0 })).toBe(1);
  });
});

describe('verdictOf', () => {
  it.each([
    [0.001, 0.1, 'better'],
    [-0.049, 0.1, 'not worse'],
    [-0.049, -0.01, 'not worse'],
    [-0.05, -0.01, 'worse'],
    [-0.05, 0, 'not enough data'],
    [-0.05, 0.1, 'not enough data'],
  ])('of %d to %d is %s', (low, high, verdict) => expect(verdictOf({ low, high }, 0.05)).toBe(verdict));
});
