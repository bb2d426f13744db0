import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstByOffset, firstOf, type LogPlace } from './first-by-offset';

const candidate = fc.record({
  requestId: fc.constantFrom('a', 'b', 'c'),
  partition: fc.nat(2),
  offset: fc.bigInt({ min: 0n, max: 12n }),
});
const arrivals = fc
  .uniqueArray(candidate, { selector: ({ partition, offset }) => `${partition} ${offset}`, maxLength: 20 })
  .chain((log) => fc.tuple(fc.constant(log), fc.shuffledSubarray(log, { minLength: log.length })));
const requestIdOf = ({ requestId }: { requestId: string }) => requestId;

describe('the first by offset', () => {
  it('is the same in whatever order candidates come, and however often', () => {
    fc.assert(
      fc.property(arrivals, ([log, shuffled]) => {
        const first = firstByOffset(log, requestIdOf);
        expect(firstByOffset([...shuffled, ...log], requestIdOf)).toEqual(first);
      }),
    );
  });

  it('has no candidate of its request before it', () => {
    fc.assert(
      fc.property(arrivals, ([log]) => {
        const first = firstByOffset(log, requestIdOf);
        for (const { requestId, offset } of log) expect(first.get(requestId)?.offset).toBeLessThanOrEqual(offset);
        expect([...first.keys()].sort()).toEqual([...new Set(log.map(requestIdOf))].sort());
      }),
    );
  });

  it('compares offsets as numbers, beyond what a double holds', () => {
    const [lower, higher] = [
      { partition: 0, offset: '9007199254740992' },
      { partition: 0, offset: '9007199254740993' },
    ];
    expect(firstOf(higher, lower)).toBe(lower);
    expect(firstOf({ partition: 0, offset: '10' }, { partition: 0, offset: '9' }).offset).toBe('9');
  });

  it('is the one that was there when the same record comes again', () => {
    const there: LogPlace = { partition: 1, offset: 4n };
    expect(firstOf(there, { partition: 1, offset: '4' })).toBe(there);
  });
});
