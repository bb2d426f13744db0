import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CallsPerMinute } from './calls-per-minute';

describe('CallsPerMinute', () => {
  it('lets a call through again a minute after the one that took its place', () => {
    const budget = new CallsPerMinute(4);
    expect([0, 10, 20, 59_999, 60_000, 60_001, 60_010].map((now) => budget.take(now, 'shop'))).toEqual([
      ...[true, true, false, false, true, false, true],
    ]);
  });

  it('keeps half of the calls for others, and one call where there is only one', () => {
    const budget = new CallsPerMinute(5);
    expect([1, 2, 3, 4].map((now) => budget.take(now, 'shop'))).toEqual([true, true, true, false]);
    expect([5, 6, 7].map((now) => budget.take(now, 'bank'))).toEqual([true, true, false]);
    expect(new CallsPerMinute(1).take(0, 'shop')).toBe(true);
  });

  it('never lets more through within any minute, for all or for one', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 40_000 }), fc.constantFrom('a', 'b', 'c')), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), steps, (most, calls) => {
        const budget = new CallsPerMinute(most);
        let now = 0;
        const made = calls.map(([wait, by]) => ({ at: (now += wait), by })).filter(({ at, by }) => budget.take(at, by));
        for (const { at: from, by } of made) {
          const within = made.filter(({ at }) => at >= from && at < from + 60_000);
          expect(within.length).toBeLessThanOrEqual(most);
          expect(within.filter((one) => one.by === by).length).toBeLessThanOrEqual(Math.ceil(most / 2));
        }
      }),
    );
  });
});
