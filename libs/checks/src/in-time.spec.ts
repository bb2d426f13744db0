import { Logger } from '@nestjs/common';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { inTime } from './in-time';

const LIMIT = { side: 'input', check: 'slow', limitMs: 20 } as const;

/** What is logged of a check that answers at once after some milliseconds. */
async function loggedAfter(ms: number): Promise<unknown[]> {
  const warned = vi.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
  let now = 1_000;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  expect(await inTime(() => (now += ms), LIMIT)).toBe(now);
  return warned.mock.calls.flat();
}

afterEach(() => vi.restoreAllMocks());

describe('a check that answers at once', () => {
  it('counts when it took too long, and that is logged', async () => {
    expect(await loggedAfter(21)).toEqual([expect.objectContaining({ ...LIMIT, durationMs: 21 })]);
  });

  it('is not worth a word when it was in time', async () => {
    expect(await loggedAfter(20)).toEqual([]);
  });
});

describe('a check that is waited for', () => {
  it('fails when it is late', async () => {
    const late = inTime(() => new Promise(() => undefined), LIMIT);
    await expect(late).rejects.toMatchObject({
      code: 'check_timed_out',
      message: 'the idle process waited for the check for 20 ms',
    });
  });

  it('is not late because the process had other things to do', async () => {
    const isDone = { after: performance.now() + 5 * LIMIT.limitMs };
    const waitsForItsTurn = async () => {
      while (performance.now() < isDone.after) await new Promise(setImmediate);
      return 'checked';
    };
    expect(await inTime(waitsForItsTurn, LIMIT)).toBe('checked');
  });

  it('fails with what it fails with', async () => {
    const failed = inTime(() => Promise.reject(new Error('no list')), LIMIT);
    await expect(failed).rejects.toThrow('no list');
  });

  it('fails in the end, however busy the process is', async () => {
    const isOver = { yet: false };
    const busy = (): unknown => isOver.yet || setImmediate(busy);
    busy();
    const late = inTime(() => new Promise(() => undefined), { ...LIMIT, limitMs: 5 });
    await expect(late).rejects.toMatchObject({ code: 'check_timed_out' });
    isOver.yet = true;
  });
});
