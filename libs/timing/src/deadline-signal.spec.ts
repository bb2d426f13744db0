import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { deadlineSignal } from './deadline-signal';

describe('deadlineSignal', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('aborts with a TimeoutError after its time', () => {
    const { signal } = deadlineSignal(1_000);
    vi.advanceTimersByTime(999);
    expect(signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
  });

  it('aborts with the reason of its parent, also of one that has aborted before', () => {
    const parent = new AbortController();
    const { signal } = deadlineSignal(1_000, parent.signal);
    parent.abort('left');
    expect([signal.reason, deadlineSignal(1_000, parent.signal).signal.reason]).toEqual(['left', 'left']);
  });

  it('leaves no timer and no listener once it is cleared', () => {
    const parent = new AbortController();
    deadlineSignal(1_000, parent.signal).clear();
    expect(vi.getTimerCount()).toBe(0);
    expect(getEventListeners(parent.signal, 'abort')).toEqual([]);
  });
});
