import { describe, expect, it } from 'vitest';
import { figureOf, median, medians } from './median.mjs';

describe('a median', () => {
  it('is the middle number, or the mean of the middle two', () => {
    expect(median([9, 1, 10])).toBe(9);
    expect(median([4, 1, 2, 10])).toBe(3);
  });

  it('is infinite when most numbers are, or as many as are not', () => {
    expect(median([1, Infinity, 2])).toBe(2);
    expect(median([1, Infinity])).toBe(Infinity);
    expect(median([Infinity, Infinity])).toBe(Infinity);
  });

  it('is taken number by number of values with the same shape, of those that are there', () => {
    expect(medians([{ a: 1, b: { c: 2 } }, { a: 3 }, null, { a: 8, b: { c: 4 } }])).toEqual({ a: 3, b: { c: 3 } });
  });

  it('says of how many of the planned rounds it is', () => {
    expect(figureOf([3, undefined, 1, 8], 5)).toEqual({ median: 3, range: [1, 8], of: 3, planned: 5 });
    expect(figureOf([], 5)).toEqual({ median: null, range: null, of: 0, planned: 5 });
  });
});
