import { describe, expect, it } from 'vitest';
import { FetchPace } from './fetch-pace';

function paceOf({ batched = false, heldBack = false } = {}): FetchPace {
  return new FetchPace({ batched, isHeldBack: () => heldBack });
}

describe('the pace of a group', () => {
  it('asks once a second while there is nothing, and takes the first record at once', () => {
    for (const batched of [true, false]) {
      const pace = paceOf({ batched });
      pace.fetched(0);
      expect(pace.next()).toEqual({ minBytes: 1, maxWaitMs: 1_000 });
    }
  });

  it('waits up to 250 ms for many records where no caller waits', () => {
    const pace = paceOf({ batched: true });
    pace.fetched(1);
    expect(pace.next()).toEqual({ minBytes: 262_144, maxWaitMs: 250 });
  });

  it('takes each record at once where a caller waits, unless they come close together', async () => {
    const pace = paceOf();
    pace.fetched(1);
    expect(pace.next().minBytes).toBe(1);
    pace.fetched(1);
    expect(pace.next().maxWaitMs).toBe(4);
    await new Promise((resolve) => setTimeout(resolve, 10));
    pace.fetched(1);
    expect(pace.next().minBytes).toBe(1);
  });

  it('comes back soon while a partition is paused', () => {
    const pace = paceOf({ batched: true, heldBack: true });
    pace.fetched(0);
    expect(pace.next().maxWaitMs).toBe(250);
  });
});
