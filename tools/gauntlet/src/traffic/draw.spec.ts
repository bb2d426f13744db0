import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draw } from './draw';

const ids = (name: string, count: number) => Array.from({ length: count }, (_, index) => `${name}-${index}`);
const stratum = (name: string, count: number) => ({ stratum: [name], ids: ids(name, count) });

describe('draw', () => {
  it('draws in proportion, from each group, with weights that make up the whole', () => {
    const drawn = draw([stratum('many', 900), stratum('few', 98), stratum('two', 2)], { n: 100, seed: '1' });
    const of = (name: string) => drawn.filter(({ stratum: [own] }) => own === name);
    expect(['many', 'few', 'two'].map((name) => of(name).length)).toEqual([89, 10, 1]);
    expect(of('two')[0]?.weight).toBe(2);
    expect(new Set(drawn.map(({ id }) => id)).size).toBe(100);
  });

  it('draws the same requests with the same seed, whatever their order, and others with another', () => {
    const drawnOf = (all: string[], seed: string) =>
      draw([{ stratum: [], ids: all }], { n: 10, seed }).map(({ id }) => id);
    const all = ids('a', 500);
    expect(drawnOf(all.toReversed(), '1')).toEqual(drawnOf(all, '1'));
    expect(drawnOf(all, '2')).not.toEqual(drawnOf(all, '1'));
  });

  it('refuses a sample that some group would not be in', () => {
    expect(() => draw([stratum('a', 1), stratum('b', 1), stratum('c', 5)], { n: 2, seed: '1' })).toThrow(
      '--n is 2 and must be at least 3',
    );
  });

  it('keeps the size of each group, and the number asked for, whatever the groups', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 8, max: 100 }), (counts, n) => {
        const strata = counts.map((count, index) => stratum(`s${index}`, count));
        const drawn = draw(strata, { n, seed: 'x' });
        const all = counts.reduce((sum, count) => sum + count, 0);
        expect(drawn).toHaveLength(Math.min(n, all));
        for (const [index, count] of counts.entries()) {
          const weights = drawn.filter((one) => one.stratum[0] === `s${index}`).map(({ weight }) => weight);
          expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(count, 9);
        }
      }),
      { numRuns: 50 },
    );
  });
});
