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

  it('gives the numbers of Mulberry32', () => {
    const random = new SeededRandom(1);
    expect([random.next(), random.next(), random.next()]).toEqual([
      0.6270739405881613, 0.002735721180215478, 0.5274470399599522,
    ]);
  });

  it('picks names as often as their weights say', () => {
    const random = new SeededRandom(3);
    const picked = Array.from({ length: 4000 }, () => random.weighted({ often: 3, rarely: 1, never: 0 }));
    expect(picked.filter((name) => name === 'often').length / 4000).toBeCloseTo(0.75, 1);
    expect(picked).not.toContain('never');
  });

  it('has nothing to pick from an empty list', () => {
    expect(() => new SeededRandom(1).pick([])).toThrow(RangeError);
  });
});
