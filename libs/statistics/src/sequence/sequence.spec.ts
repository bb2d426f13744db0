import { describe, expect, it } from 'vitest';
import { clusterTotals } from '../paired/cluster-totals';
import { SeededRandom } from '../seeded-random';
import { compareSequentially, sequenceOf } from './compare-sequentially';
import { confidenceSequence } from './confidence-sequence';

const SETTINGS = { margin: 0.05, alpha: 0.05, bounds: { least: 0, greatest: 1 } };
const RUNS = 300;

/** Scores that fall by `drop` in the mean: a share of rows, in conversations of up to five, loses a half. */
function scores(seed: number, rows: number, drop: number) {
  const random = new SeededRandom(Math.imul(seed, 2_654_435_761));
  const pairs = { baseline: [] as number[], candidate: [] as number[], clusters: [] as number[] };
  for (let cluster = 0; pairs.baseline.length < rows; cluster += 1) {
    for (let left = 1 + random.below(5); left > 0; left -= 1) {
      pairs.baseline.push(0.5 + 0.3 * random.next());
      pairs.candidate.push((random.chance(drop * 2) ? 0 : 0.5) + 0.3 * random.next());
      pairs.clusters.push(cluster);
    }
  }
  return pairs;
}

describe('confidenceSequence', () => {
  it('narrows, never widens, and holds the mean', () => {
    const random = new SeededRandom(4);
    const sequence = confidenceSequence(clusterTotals(Array.from({ length: 500 }, () => random.next() - 0.7)), 0.05);
    const looks = [0, 1, 10, 100, 500].map((clusters) => sequence.after(clusters));
    expect(looks[0]).toEqual({ low: -1, high: 1 });
    for (const [index, { low, high }] of looks.slice(1).entries()) {
      expect(low).toBeGreaterThanOrEqual(looks[index]?.low as number);
      expect(high).toBeLessThanOrEqual(looks[index]?.high as number);
    }
    expect(looks.at(-1)?.low).toBeLessThan(-0.2);
    expect(looks.at(-1)?.high).toBeGreaterThan(-0.2);
    expect((looks.at(-1)?.high as number) - (looks.at(-1)?.low as number)).toBeLessThan(0.15);
  });

  it('misses the true difference at any look in fewer than alpha of the runs', () => {
    let missed = 0;
    for (let run = 0; run < RUNS; run += 1) {
      const { baseline, candidate, clusters } = scores(run, 300, 0.1);
      const totals = clusterTotals(
        candidate.map((score, row) => score - (baseline[row] as number)),
        clusters,
      );
      // After the last cluster the bounds are those of all looks.
      const { low, high } = confidenceSequence(totals, 0.05).after(totals.sums.length);
      if (low > -0.1 || high < -0.1) missed += 1;
    }
    expect(missed / RUNS).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / RUNS));
  });

  it('says when a claim was shown for the first time', () => {
    const { untilAbove, untilBelow, after } = confidenceSequence(clusterTotals(new Float64Array(300)), 0.05);
    const first = untilAbove(-0.05);
    expect(first).toBeGreaterThan(50);
    expect(after(first).low).toBeGreaterThan(-0.05);
    expect(after(first - 1).low).toBeLessThan(-0.05);
    expect(untilBelow(0)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('compareSequentially', () => {
  it('seldom passes a drop of the margin, and seldom fails equal variants', () => {
    const verdicts = (drop: number) => {
      return Array.from({ length: RUNS }, (_, run) => compareSequentially(scores(run, 300, drop), SETTINGS).verdict);
    };
    const limit = RUNS * (0.05 + 3 * Math.sqrt((0.05 * 0.95) / RUNS));
    expect(verdicts(0.05).filter((verdict) => verdict === 'not worse' || verdict === 'better').length).toBeLessThan(
      limit,
    );
    expect(verdicts(0).filter((verdict) => verdict === 'worse').length).toBeLessThan(limit);
  });

  it('stops as soon as there is a verdict', () => {
    const found = compareSequentially(scores(1, 2_000, 0.4), SETTINGS);
    expect(found).toMatchObject({ verdict: 'worse', rows: expect.any(Number) as number, rowsNeeded: null });
    expect(found.stoppedAt).toBeLessThan(200);
  });

  it('looks at all rows where they do not tell, and says how many would', () => {
    const found = compareSequentially(scores(1, 20, 0), SETTINGS);
    expect(found).toMatchObject({ verdict: 'not enough data', stoppedAt: found.rows });
    expect(found.rowsNeeded).toBeGreaterThan(100);
  });

  it('says of the first of planned rows what a look at all of them, ended there, would say', () => {
    const { baseline, candidate } = scores(3, 400, 0.05);
    const first = (rows: number) => ({ baseline: baseline.slice(0, rows), candidate: candidate.slice(0, rows) });
    const planned = { clusters: baseline.length, largest: 1 };
    const { after } = sequenceOf({ baseline, candidate }, SETTINGS, planned);
    expect(sequenceOf(first(100), SETTINGS, planned).after(100)).toEqual(after(100));
    expect(compareSequentially(first(100), SETTINGS, planned).interval).toEqual(after(100));
    // Bets that knew of no further rows would be bolder.
    expect(sequenceOf(first(100), SETTINGS, { clusters: 100, largest: 1 }).after(100)).not.toEqual(after(100));
  });

  it('is not misled by a sorted file', () => {
    const sorted = (index: number) => (index < 100 ? 1 : 0);
    const baseline = Array.from({ length: 1_000 }, () => 0.5);
    // A tenth gains a half, the rest loses a little, so that the mean is the same.
    const candidate = baseline.map((score, index) => (sorted(index) ? 1 : score - 0.5 / 9));
    expect(compareSequentially({ baseline, candidate }, SETTINGS).interval.low).toBeLessThan(0);
  });

  it('needs one row where no drop could matter', () => {
    expect(compareSequentially(scores(1, 20, 0), { ...SETTINGS, margin: 2 })).toMatchObject({ verdict: 'not worse' });
  });

  it('refuses weights', () => {
    expect(() => compareSequentially({ baseline: [1], candidate: [1], weights: [2] }, SETTINGS)).toThrow(RangeError);
  });

  it('refuses scores outside the bounds', () => {
    const pairs = { baseline: [1], candidate: [3] };
    expect(() => compareSequentially(pairs, SETTINGS)).toThrow(RangeError);
    expect(compareSequentially(pairs, { ...SETTINGS, bounds: { least: 1, greatest: 5 } }).verdict).toBe(
      'not enough data',
    );
  });
});
