import { getEventListeners } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { answerInSocket } from '../test/answer-in-socket';
import { endsWithin, untilAborted, withLimit } from './time-limit';

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
