import { describe, expect, it } from 'vitest';
import { within } from './within';

const never = new Promise<string>(() => undefined);

describe('within', () => {
  it('gives the value that comes in time', async () => {
    expect(await within(Promise.resolve('x'), { ms: 1_000, gone: new AbortController().signal })).toBe('x');
  });

  it('gives null when time is over, at once for a deadline in the past', async () => {
    expect(await within(never, { ms: -5, gone: new AbortController().signal })).toBeNull();
  });

  it('stops waiting when the caller goes', async () => {
    const caller = new AbortController();
    const waiting = within(never, { ms: 60_000, gone: caller.signal });
    caller.abort();
    await expect(waiting).rejects.toMatchObject({ status: 499 });
  });

  it('does not wait for a caller who has gone before', async () => {
    await expect(within(never, { ms: 60_000, gone: AbortSignal.abort() })).rejects.toMatchObject({ status: 499 });
  });
});
