import { describe, expect, it } from 'vitest';
import { readPublished } from '../published-files';
import { KINDS } from './answers';
import { publishedResult, renderingOf } from './report/publish';
import { ksP, psi } from './rivals';
import { chanceOf } from './seed';

const STEPS = 168 * 60;

describe.each(KINDS.map((kind) => [kind.name, kind] as const))('%s', (_, { draw, perDay }) => {
  it.each([0, 0.05])('has exactly the mean that is asked for, less %d', (lost) => {
    const random = chanceOf(5, lost);
    let [sum, squares, steps] = [0, 0, 0];
    for (let step = 0; step < STEPS; step += 1) {
      const scores = draw(random, step, lost);
      if (scores.length === 0) continue;
      // Each step counts the same, as its number of answers says nothing about them.
      const mean = scores.reduce((all, one) => all + one, 0) / scores.length;
      sum += mean;
      squares += mean ** 2;
      steps += 1;
    }
    const mean = sum / steps;
    const error = Math.sqrt((squares / steps - mean ** 2) / steps);
    expect(Math.abs(mean - (0.85 - lost)) / error).toBeLessThan(4);
    expect(perDay).toBeGreaterThan(0);
  });
});

describe('rivals', () => {
  it('measure what their sources say', () => {
    expect(psi([0.1, 0.9], [0.1, 0.9])).toBe(0);
    // (0.8 - 0.5) ln(0.8 / 0.5) + (0.2 - 0.5) ln(0.2 / 0.5), but for bins that are empty.
    expect(
      psi(
        [...Array<number>(80).fill(0.1), ...Array<number>(20).fill(0.9)],
        [...Array<number>(50).fill(0.1), ...Array<number>(50).fill(0.9)],
      ),
    ).toBeCloseTo(0.4159, 2);
    const even = Array.from({ length: 100 }, (_, index) => index / 100);
    expect(ksP(even, even)).toBe(1);
    // D = 0.3 with 100 and 100 values: R's ks.test gives 0.00025 asymptotically without the correction.
    expect(
      ksP(
        even.map((value) => value + 0.3),
        even,
      ),
    ).toBeLessThan(0.001);
  });
});

describe('the page on drift', () => {
  it('says what its result says, and nothing else', async () => {
    for (const [path, text] of Object.entries(await renderingOf(publishedResult())))
      expect(readPublished(path), path).toBe(text);
  });
});
