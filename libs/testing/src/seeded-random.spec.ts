import { describe, expect, it } from 'vitest';
import { SeededRandom } from './seeded-random';

const draw = (seed: number) => {
  const random = new SeededRandom(seed);
  return Array.from({ length: 100 }, () => random.next());
};

describe('SeededRandom', () => {
  it('repeats itself for a seed and differs between seeds', () => {
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('stays in [0, 1) and spreads', () => {
    const drawn = draw(42);
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...drawn)).toBeLessThan(1);
    expect(new Set(drawn).size).toBe(100);
  });

  it('shuffles without losing or changing an item', () => {
    const items = [1, 2, 3, 4, 5, 6, 7, 8];
    expect(new SeededRandom(3).shuffle(items).sort()).toEqual(items);
    expect(items).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});
