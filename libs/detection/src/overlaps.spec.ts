import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disjointInSteps, withoutOverlaps } from './overlaps';

const part = (type: string, start: number, end: number) => ({ type, start, end });

describe('withoutOverlaps', () => {
  it('gives parts that overlap the type of the longest, and covers them all', () => {
    expect(withoutOverlaps([part('A', 0, 5), part('B', 3, 12), part('C', 20, 22)])).toEqual([
      part('B', 0, 12),
      part('C', 20, 22),
    ]);
  });

  it('gives the type that comes first where two parts are the same', () => {
    expect(withoutOverlaps([part('A', 0, 5), part('B', 0, 5)])).toEqual([part('A', 0, 5)]);
  });

  it('leaves parts that only touch', () => {
    expect(withoutOverlaps([part('B', 5, 9), part('A', 0, 5)])).toEqual([part('A', 0, 5), part('B', 5, 9)]);
  });

  it('covers each position that any part covers, and no other, once', () => {
    const parts = fc.array(fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 9 })));
    fc.assert(
      fc.property(parts, (spans) => {
        const found = spans.map(([start, length]) => part('A', start, start + length));
        const covered = (list: typeof found) =>
          list.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, at) => start + at));
        const disjoint = covered(withoutOverlaps(found));
        expect(disjoint).toEqual([...new Set(covered(found))].sort((one, other) => one - other));
      }),
    );
  });
});

describe('disjointInSteps', () => {
  it('gives the same as one step does', () => {
    const parts = fc.array(fc.tuple(fc.constantFrom('A', 'B'), fc.nat(20_000), fc.integer({ min: 1, max: 6_000 })));
    fc.assert(
      fc.property(parts, (spans) => {
        const found = spans.map(([type, start, length]) => part(type, start, start + length));
        expect(allSteps(disjointInSteps(found)).result).toEqual(withoutOverlaps(found));
      }),
    );
  });

  it('takes more steps the longer the text is', () => {
    const found = Array.from({ length: 20_000 }, (_, at) => part('A', at * 10, at * 10 + 5));
    expect(allSteps(disjointInSteps(found)).count).toBeGreaterThan(50);
  });
});

function allSteps<T>(steps: Generator<void, T>): { result: T; count: number } {
  for (let count = 0; ; count += 1) {
    const { done, value } = steps.next();
    if (done) return { result: value, count };
  }
}
