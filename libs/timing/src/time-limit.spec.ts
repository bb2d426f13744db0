import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerInSocket } from '../test/answer-in-socket';
import { deadlineSignal, endsWithin, sleep, untilAborted, withLimit } from './time-limit';

const never = new Promise<string>(() => undefined);
const late = () => {
  throw new Error('too late');
};

afterEach(() => void vi.useRealTimers());

describe('withLimit', () => {
  it('gives what comes in time, value or error, and leaves no timer', async () => {
    vi.useFakeTimers();
    expect(await withLimit(Promise.resolve('x'), 1_000, late)).toBe('x');
    await expect(withLimit(Promise.reject(new Error('failed')), 1_000, late)).rejects.toThrow('failed');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('gives what the place says when the time is over, or throws it', async () => {
    expect(await withLimit(never, 1, () => null)).toBeNull();
    await expect(withLimit(never, 1, late)).rejects.toThrow('too late');
  });

  it('is over at once when its end has passed', async () => {
    expect(await withLimit(never, -60_000, () => null)).toBeNull();
  });

  it('ignores a rejection that comes after the limit', async () => {
    let reject: (error: Error) => void = () => undefined;
    const work = new Promise<string>((_, fail) => (reject = fail));
    expect(await withLimit(work, 1, () => null)).toBeNull();
    // Vitest fails a run with an unhandled rejection.
    reject(new Error('nobody listens'));
    await new Promise(setImmediate);
  });

  it('takes an answer that arrived while the process stalled beyond the limit, and never says that it came late', async () => {
    const { answer, stall } = await answerInSocket();
    const tooLate = vi.fn(late);
    const limited = withLimit(answer, 20, tooLate);
    stall(100);
    expect(await limited).toBe('answer');
    await new Promise(setImmediate);
    expect(tooLate).not.toHaveBeenCalled();
  });
});

describe('endsWithin', () => {
  it('tells work that ends in time from work that goes on, and passes its error on', async () => {
    expect(await endsWithin(1_000, Promise.resolve())).toBe(true);
    expect(await endsWithin(1, never)).toBe(false);
    await expect(endsWithin(1_000, Promise.reject(new Error('failed')))).rejects.toThrow('failed');
  });
});

describe('untilAborted', () => {
  it('gives the outcome of the work and leaves no listener', async () => {
    const { signal } = new AbortController();
    expect(await untilAborted(Promise.resolve('x'), signal, late)).toBe('x');
    await expect(untilAborted(Promise.reject(new Error('failed')), signal, late)).rejects.toThrow('failed');
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('stops waiting when the signal aborts', async () => {
    const leaving = new AbortController();
    const waiting = untilAborted(never, leaving.signal, late);
    leaving.abort();
    await expect(waiting).rejects.toThrow('too late');
  });

  it('does not wait when the signal was aborted before, not even for what is there', async () => {
    expect(await untilAborted(Promise.resolve('x'), AbortSignal.abort(), () => null)).toBeNull();
  });
});

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
