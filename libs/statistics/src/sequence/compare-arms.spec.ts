import { describe, expect, it } from 'vitest';
import { upperBound } from '../budget';
import { SeededRandom } from '../seeded-random';
import { compareArms, compareMetrics, type Slice } from './compare-arms';

const SETTINGS = { margin: 0, alpha: 0.05 };
const RUNS = 1_000;

interface Traffic {
  readonly slices: number;
  /** Conversations of a slice. */
  readonly perSlice: number;
  /** Of the canary, by slice. */
  readonly share: (slice: number) => number;
  /** Chance of a score of 1, by slice. */
  readonly rate: (slice: number) => number;
  readonly drop: number;
}

const STEADY: Traffic = { slices: 300, perSlice: 5, share: () => 0.2, rate: () => 0.8, drop: 0 };

function traffic(seed: number, { slices, perSlice, share, rate, drop }: Traffic): Slice[] {
  const random = new SeededRandom(Math.imul(seed + 1, 2_654_435_761));
  return Array.from({ length: slices }, (_, slice) => {
    const arms = { canary: { sum: 0, count: 0 }, control: { sum: 0, count: 0 } };
    for (let left = perSlice; left > 0; left -= 1) {
      const isCanary = random.chance(share(slice));
      const arm = arms[isCanary ? 'canary' : 'control'];
      arm.count += 1;
      arm.sum += Number(random.chance(rate(slice) - (isCanary ? drop : 0)));
    }
    return arms;
  });
}

function worse(options: Partial<Traffic>, settings = SETTINGS): number {
  const runs = Array.from({ length: RUNS }, (_, seed) => traffic(seed, { ...STEADY, ...options }));
  return runs.filter((slices) => compareArms(slices, settings).isWorse).length;
}

describe('compareArms', () => {
  it('seldom calls an equal canary worse, at any look', () => {
    expect(upperBound(worse({}), RUNS)).toBeLessThan(0.05);
  });

  it('is not misled by a share that grows while all answers get worse', () => {
    const share = (slice: number) => (slice < 150 ? 0.05 : 0.5);
    const rate = (slice: number) => (slice < 150 ? 0.9 : 0.5);
    expect(upperBound(worse({ share, rate }), RUNS)).toBeLessThan(0.05);
  });

  it('finds a drop of 10 points in most runs, and of 90 points within a few conversations', () => {
    expect(worse({ drop: 0.1 }) / RUNS).toBeGreaterThan(0.7);
    const { isWorse, canary } = compareArms(
      traffic(1, { ...STEADY, slices: 30, rate: () => 0.95, drop: 0.9 }),
      SETTINGS,
    );
    expect(isWorse).toBe(true);
    expect(canary.count).toBeLessThan(40);
  });

  it('leaves a drop of the margin alone', () => {
    expect(upperBound(worse({ drop: 0.1 }, { margin: 0.1, alpha: 0.05 }), RUNS)).toBeLessThan(0.05);
  });

  it('stays with what it has shown: more of the same time looked at later changes no block before', () => {
    const slices = traffic(3, { ...STEADY, drop: 0.3 });
    const first = slices.findIndex((_, index) => compareArms(slices.slice(0, index), SETTINGS).isWorse);
    expect(first).toBeGreaterThan(0);
    const later = [first, first + 10, slices.length].map((length) => compareArms(slices.slice(0, length), SETTINGS));
    expect(later.map(({ isWorse }) => isWorse)).toEqual([true, true, true]);
  });

  it('says how much lower the canary is at least', () => {
    const { difference, atMost, canary, control } = compareArms(traffic(5, { ...STEADY, drop: 0.3 }), SETTINGS);
    expect(atMost).toBeLessThan(0);
    expect(atMost).toBeGreaterThan(difference);
    expect(difference).toBeCloseTo(canary.sum / canary.count - control.sum / control.count, 1);
  });

  it('knows nothing as long as an arm is missing', () => {
    const alone = { canary: { sum: 0, count: 9 }, control: { sum: 0, count: 0 } };
    expect(compareArms([alone], SETTINGS)).toMatchObject({ isWorse: false, difference: NaN, atMost: 1 });
    expect(compareArms([], SETTINGS)).toMatchObject({ isWorse: false, atMost: 1 });
  });
});

describe('compareMetrics', () => {
  it('compares eight metrics, each at an eighth of the chance of an error', () => {
    const slices = traffic(2, { ...STEADY, drop: 0.15 });
    const metrics = Array.from({ length: 9 }, (_, index) => ({ metric: `m${index}`, slices }));
    const found = compareMetrics(metrics, SETTINGS);
    expect(found.map(({ metric }) => metric)).toEqual(metrics.slice(0, 8).map(({ metric }) => metric));
    expect(found[0]?.atMost).toBe(compareArms(slices, { margin: 0, alpha: 0.05 / 8 }).atMost);
  });
});
