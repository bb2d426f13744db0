import { describe, expect, it } from 'vitest';
import { retryDelayMs, type RetryPolicy } from './retrying-caller';

const policy: RetryPolicy = {
  MODEL_TRIES: 4,
  MODEL_BACKOFF_MS: 100,
  MODEL_BACKOFF_CAP_MS: 300,
  MODEL_RETRY_AFTER_CAP_MS: 5000,
};
const longest = (number: number, retryAfterMs?: number) =>
  retryDelayMs({ error: { retryable: true, retryAfterMs }, number }, policy, () => 1);

describe('retryDelayMs', () => {
  it('doubles up to its cap', () => {
    expect([1, 2, 3].map((number) => longest(number))).toEqual([100, 200, 300]);
  });

  it('waits a random part of it, so that many callers do not come back together', () => {
    expect(retryDelayMs({ error: { retryable: true }, number: 1 }, policy, () => 0.25)).toBe(25);
  });

  it('honours what the provider asks for, within the cap', () => {
    expect(longest(1, 2000)).toBe(2000);
    expect(longest(1, 5001)).toBeNull();
  });

  it('leaves the rung after the last try, or when a retry cannot help', () => {
    expect(longest(4)).toBeNull();
    expect(retryDelayMs({ error: { retryable: false }, number: 1 }, policy)).toBeNull();
  });
});
