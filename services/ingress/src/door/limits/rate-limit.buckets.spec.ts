import { afterEach, describe, expect, it, vi } from 'vitest';
import { RateLimitBucket, RateLimitBuckets } from './rate-limit';

const MOST = 10_000;

function filled(inDebt: boolean): RateLimitBuckets {
  const buckets = new RateLimitBuckets(60);
  for (let at = 0; at < MOST; at += 1) {
    const bucket = buckets.of(`tenant-${at}`, 0);
    if (inDebt) bucket.spend(600, 0);
  }
  return buckets;
}

describe('the buckets of all tenants', () => {
  afterEach(() => void vi.restoreAllMocks());

  it('are looked at a few at a time for a new tenant, also when all are in debt', () => {
    const buckets = filled(true);
    const looks = vi.spyOn(RateLimitBucket.prototype, 'isFull');
    for (let at = 0; at < 1_000; at += 1) buckets.of(`new-${at}`, 0);
    expect(looks.mock.calls.length).toBeLessThanOrEqual(8_000);
    expect(buckets.size).toBe(MOST + 1_000);
  });

  it('stay as many as they may be while full ones are among them', () => {
    const buckets = filled(false);
    for (let at = 0; at < 3 * MOST; at += 1) buckets.of(`new-${at}`, 0);
    expect(buckets.size).toBeLessThanOrEqual(MOST);
  });

  it('keep what a tenant owes, and forget it once it is paid', () => {
    const buckets = filled(true);
    for (let at = 0; at < 2 * MOST; at += 1) buckets.of(`new-${at}`, 0).spend(1, 0);
    expect(buckets.of('tenant-7', 0).waitMs(0)).toBe(541_000);
    for (let at = 0; at < 2 * MOST; at += 1) buckets.of(`later-${at}`, 3_600_000);
    expect(buckets.size).toBeLessThanOrEqual(2 * MOST);
  });
});
