import { describe, expect, it } from 'vitest';
import { SeededRandom } from '@gauntlet/statistics';
import { anchored, fitScaling, type Judged } from './calibration';

describe('fitScaling', () => {
  it('finds the scaling that was taken off', () => {
    const random = new SeededRandom(5);
    const judged = Array.from({ length: 20_000 }, (): Judged => {
      const right = (random.next() - 0.5) * 8;
      return { logOdds: right / 0.5 - 3, label: random.chance(1 / (1 + Math.exp(-right))) ? 1 : 0 };
    });
    const { slope, offset } = fitScaling(judged);
    expect(slope).toBeCloseTo(0.5, 1);
    expect(offset).toBeCloseTo(1.5, 1);
  });

  it('stays finite when both labels are fully apart', () => {
    const { slope, offset } = fitScaling([
      { logOdds: -3, label: 0 },
      { logOdds: 3, label: 1 },
    ]);
    expect(Number.isFinite(slope) && Number.isFinite(offset) && slope > 0).toBe(true);
  });
});

describe('anchored', () => {
  it('lets one harmless text in two hundred reach the score 0.9', () => {
    const harmless = Array.from({ length: 2_000 }, (_, index) => index / 100);
    const { slope, offset } = anchored({ slope: 0.5, offset: 8 }, harmless);
    const scores = harmless.map((logOdds) => 1 / (1 + Math.exp(-slope * logOdds - offset)));
    expect(scores.filter((score) => score > 0.9 + 1e-9)).toHaveLength(10);
  });
});
