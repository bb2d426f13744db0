import { describe, expect, it } from 'vitest';
import { bestWindow } from './best-window';
import { featuresOf } from './features';

/** Sums for a text of single-letter words, each of which weighs what the function says. */
function windowIn(words: number, weight: (word: number) => number) {
  const features = featuresOf('a '.repeat(words));
  const sums = [0];
  for (let word = 0; word < words; word += 1) sums.push((sums[word] as number) + weight(word));
  return bestWindow(sums, features);
}

describe('bestWindow', () => {
  it('finds a few heavy words in a long text, and scores them as if they stood alone', () => {
    const { from, to, value } = windowIn(3_000, (word) => (word >= 2_000 && word < 2_010 ? 1 : -0.1));
    expect(from).toBeLessThanOrEqual(2_000);
    expect(to).toBeGreaterThanOrEqual(2_010);
    expect(to - from).toBeLessThan(50);
    expect(value).toBeGreaterThan(1);
  });

  it('takes the whole text when all of it counts', () => {
    expect(windowIn(3_000, () => 0.1)).toMatchObject({ from: 0, to: 3_000 });
  });

  it('finds what stands at the very end', () => {
    expect(windowIn(2_999, (word) => (word >= 2_990 ? 1 : -0.1)).to).toBe(2_999);
  });

  it('gives an empty text the value 0', () => {
    expect(windowIn(0, () => 1)).toEqual({ value: 0, from: 0, to: 0 });
  });
});
