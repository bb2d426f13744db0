import { describe, expect, it } from 'vitest';
import { waitUntil } from './wait-until';

describe('waitUntil', () => {
  it('looks again until the condition comes true', async () => {
    let looks = 0;
    const isThirdLook = () => Promise.resolve((looks += 1) === 3);
    expect(await waitUntil(isThirdLook, { limitMs: 60_000, everyMs: 1 })).toBe(true);
    expect(looks).toBe(3);
  });

  it('looks once even when there is no time, and says that the condition did not come true', async () => {
    expect(await waitUntil(() => true, { limitMs: 0, everyMs: 60_000 })).toBe(true);
    expect(await waitUntil(() => false, { limitMs: 0, everyMs: 60_000 })).toBe(false);
  });

  it('ends with what the condition throws', async () => {
    const fails = () => Promise.reject(new Error('it is gone'));
    await expect(waitUntil(fails, { limitMs: 60_000, everyMs: 1 })).rejects.toThrow('it is gone');
  });
});
