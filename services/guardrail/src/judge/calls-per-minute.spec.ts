import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CallsPerMinute } from './calls-per-minute';

describe('CallsPerMinute', () => {
  it('lets a call through again a minute after the one that took its place', () => {
    const budget = new CallsPerMinute(2);
    expect([0, 10, 20, 59_999, 60_000, 60_001, 60_010].map((now) => budget.take(now))).toEqual([
      ...[true, true, false, false, true, false, true],
    ]);
  });

  it('never lets more through within any minute', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 40_000 }), { maxLength: 60 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), steps, (most, waits) => {
        const budget = new CallsPerMinute(most);
        let now = 0;
        const made = waits.map((wait) => (now += wait)).filter((at) => budget.take(at));
        for (const from of made) {
          expect(made.filter((at) => at >= from && at < from + 60_000).length).toBeLessThanOrEqual(most);
        }
      }),
    );
  });
});
