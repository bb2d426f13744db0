import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerInSocket } from '../test/answer-in-socket';
import { deadlineSignal } from './deadline-signal';

describe('deadlineSignal', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  it('aborts with a TimeoutError after its time', async () => {
    const { signal } = deadlineSignal(1_000);
    vi.advanceTimersByTime(999);
    expect(signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    await new Promise(setImmediate);
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

  it('aborts no call whose answer arrived while the process stalled beyond the deadline', async () => {
    vi.useRealTimers();
    const { answer, stall } = await answerInSocket();
    const { signal, clear } = deadlineSignal(20);
    const call = answer.finally(clear);
    stall(100);
    expect(await call).toBe('answer');
    await new Promise(setImmediate);
    expect(signal.aborted).toBe(false);
  });

  it('aborts when no answer has arrived', async () => {
    vi.useRealTimers();
    const { signal } = deadlineSignal(20);
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
  });
});
