import { describe, expect, it } from 'vitest';
import { Random } from './random';

describe('the random numbers', () => {
  it('are those of Mulberry32', () => {
    const random = new Random(1);
    expect([random.next(), random.next(), random.next()]).toEqual([
      0.6270739405881613, 0.002735721180215478, 0.5274470399599522,
    ]);
  });

  it('pick names as often as their weights say', () => {
    const random = new Random(3);
    const picked = Array.from({ length: 4000 }, () => random.weighted({ often: 3, rarely: 1, never: 0 }));
    expect(picked.filter((name) => name === 'often').length / 4000).toBeCloseTo(0.75, 1);
    expect(picked).not.toContain('never');
  });

  it('have nothing to pick from an empty list', () => {
    expect(() => new Random(1).pick([])).toThrow(RangeError);
  });
});
