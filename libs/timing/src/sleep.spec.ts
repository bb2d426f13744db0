import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sleep } from './sleep';

describe('sleep', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('ends after its time on the timer that tests turn', async () => {
    const ended = vi.fn();
    const sleeping = sleep(1_000).then(ended);
    await vi.advanceTimersByTimeAsync(999);
    expect(ended).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await sleeping;
  });

  it('ends without an error once the signal aborts, and leaves no timer', async () => {
    const leaving = new AbortController();
    const sleeping = sleep(60_000, leaving.signal);
    leaving.abort();
    await sleeping;
    expect(vi.getTimerCount()).toBe(0);
    await sleep(60_000, AbortSignal.abort());
  });
});
