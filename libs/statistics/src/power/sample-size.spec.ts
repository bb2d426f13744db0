import { describe, expect, it } from 'vitest';
import { compare } from '../paired/compare';
import { SeededRandom } from '../seeded-random';
import { detectableEffect, rowsFor, rowsForNotWorse } from './sample-size';

const SURE = { alpha: 0.05, power: 0.8 };

describe('rowsFor', () => {
  it('is the formula of textbooks, a little more for what the interval costs', () => {
    // (1.95996 + 0.84162)² × 0.3² / 0.03² = 784.9; 1.1 times as many, and 1.92 more.
    expect(rowsFor(0.03, { sd: 0.3 }, SURE)).toBe(866);
    expect(rowsFor(0.03, { sd: 0.3, clusterSize: 5, icc: 0 }, SURE)).toBe(875);
    expect(rowsFor(0.03, { sd: 0.3, clusterSize: 5, icc: 1 }, SURE)).toBe(5 * 866);
  });

  it('is undone by detectableEffect', () => {
    const scatter = { sd: 0.4, clusterSize: 3, icc: 0.2 };
    expect(rowsFor(detectableEffect(300, scatter, SURE), scatter, SURE)).toBe(300);
    expect(detectableEffect(3, { sd: 0.3, clusterSize: 3 }, SURE)).toBe(Number.POSITIVE_INFINITY);
  });

  it('announces rows that find the drop', () => {
    const runs = 150;
    // Uniform noise of this width has a standard deviation of 0.15.
    const width = 0.15 * Math.sqrt(12);
    const rows = rowsFor(0.05, { sd: 0.15 }, SURE);
    let found = 0;
    for (let run = 0; run < runs; run += 1) {
      const random = new SeededRandom(Math.imul(run, 2_654_435_761));
      const candidate = Array.from({ length: rows }, () => 0.45 + width * (random.next() - 0.5));
      const settings = { margin: 0.05, alpha: 0.05, bounds: { least: 0, greatest: 1 } };
      if (compare({ baseline: candidate.map(() => 0.5), candidate }, settings).verdict === 'worse') found += 1;
    }
    // Less than three standard errors below 80 %.
    expect(found / runs).toBeGreaterThan(0.8 - 3 * Math.sqrt((0.8 * 0.2) / runs));
  });
});

describe('rowsForNotWorse', () => {
  it('never trusts fewer rows than would have shown a drop of the margin', () => {
    expect(rowsForNotWorse(0.05, { sd: 0.01 }, SURE)).toBe(73);
    expect(rowsForNotWorse(0.05, { sd: 0.3 }, SURE)).toBe(rowsFor(0.05, { sd: 0.3 }, SURE));
  });
});
