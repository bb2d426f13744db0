import { describe, expect, it } from 'vitest';
import { FetchPace } from './fetch-pace';

function paceOf({ batched = false, heldBack = false } = {}): FetchPace {
  return new FetchPace({ batched, serving: !batched, isHeldBack: () => heldBack });
}

describe('the pace of a group', () => {
  it.each([
    [true, [500, 1_000, 1_000]],
    [false, [500, 500, 500]],
  ])(
    'asks less and less often while there is nothing, and takes the first record at once (batched: %s)',
    (batched, waits) => {
      const pace = paceOf({ batched });
      for (const maxWaitMs of waits) {
        pace.fetched(0);
        expect(pace.next()).toEqual({ minBytes: 1, maxWaitMs });
      }
      pace.fetched(1);
      expect(pace.next().maxWaitMs).toBe(250);
    },
  );

  it('waits up to 250 ms for many records where no caller waits', () => {
    const pace = paceOf({ batched: true });
    pace.fetched(1);
    expect(pace.next()).toEqual({ minBytes: 262_144, maxWaitMs: 250 });
  });

  it('takes each record at once where a caller waits, however fast they come', () => {
    const pace = paceOf();
    pace.fetched(1);
    pace.fetched(100);
    expect(pace.next()).toEqual({ minBytes: 1, maxWaitMs: 250 });
  });

  it('comes back soon while a partition is paused', () => {
    const pace = paceOf({ batched: true, heldBack: true });
    pace.fetched(0);
    expect(pace.next().maxWaitMs).toBe(250);
  });
});
