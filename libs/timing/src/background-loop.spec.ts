import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BackgroundLoop, type LoopTerms } from './background-loop';
import { sleep } from './time-limit';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A loop whose runs are written down by their time of start. */
function loopOf(work: () => Promise<unknown>, terms: Partial<LoopTerms> = {}) {
  const from = performance.now();
  const [starts, errors]: [number[], unknown[]] = [[], []];
  const noted = () => {
    starts.push(performance.now() - from);
    return work();
  };
  const loop = new BackgroundLoop(noted, { everyMs: 100, onError: (error) => errors.push(error), ...terms });
  loop.start();
  return { loop, starts, errors };
}

describe('BackgroundLoop', () => {
  it('works at every beat, from the first on', async () => {
    const { loop, starts } = loopOf(() => sleep(30));
    await vi.advanceTimersByTimeAsync(350);
    expect(starts).toEqual([100, 200, 300]);
    loop.stop();
  });

  it('never works twice at a time: a long run misses beats', async () => {
    const { loop, starts } = loopOf(() => sleep(250), { firstMs: 0 });
    await vi.advanceTimersByTimeAsync(650);
    expect(starts).toEqual([0, 300, 600]);
    loop.stop();
  });

  it('goes on after a failure, of which it tells, sooner if it is to', async () => {
    const { loop, starts, errors } = loopOf(() => Promise.reject(new Error('away')), { firstMs: 0, retryMs: 10 });
    await vi.advanceTimersByTimeAsync(25);
    expect(starts).toEqual([0, 10, 20]);
    expect(errors).toEqual([new Error('away'), new Error('away'), new Error('away')]);
    loop.stop();
  });

  it('waits the whole pause after a failure, however long the run took', async () => {
    const failing = () => sleep(95).then(() => Promise.reject(new Error('away')));
    const { loop, starts } = loopOf(failing, { firstMs: 0, everyMs: 1_000, retryMs: 100 });
    await vi.advanceTimersByTimeAsync(390);
    expect(starts).toEqual([0, 195, 390]);
    loop.stop();
  });

  it('keeps to its beats after a failure that has no pause of its own', async () => {
    const failing = () => sleep(130).then(() => Promise.reject(new Error('away')));
    const { loop, starts } = loopOf(failing, { firstMs: 0 });
    await vi.advanceTimersByTimeAsync(400);
    expect(starts).toEqual([0, 200, 400]);
    loop.stop();
  });

  it('tells of work that throws before it gives a promise', async () => {
    const { loop, errors } = loopOf(() => {
      throw new Error('broken');
    });
    await vi.advanceTimersByTimeAsync(200);
    expect(errors).toHaveLength(2);
    loop.stop();
  });

  it('can be stopped while it waits and while it works, and says when the work has ended', async () => {
    const { loop, starts } = loopOf(() => sleep(50), { firstMs: 0 });
    await vi.advanceTimersByTimeAsync(10);
    loop.stop();
    const idle = vi.fn();
    const waiting = loop.idle.then(idle);
    await vi.advanceTimersByTimeAsync(39);
    expect(idle).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await waiting;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(starts).toEqual([0]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('keeps no process alive', () => {
    vi.useRealTimers();
    const timers = vi.spyOn(globalThis, 'setTimeout');
    const { loop } = loopOf(() => Promise.resolve());
    const timer = timers.mock.results[0]?.value as NodeJS.Timeout;
    expect(timer.hasRef()).toBe(false);
    loop.stop();
    timers.mockRestore();
  });
});
