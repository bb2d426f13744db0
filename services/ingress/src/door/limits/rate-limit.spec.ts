import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { refusalOf } from '../../../test/refusal';
import { RateLimitConfig } from '../../ingress.config';
import { RateLimitBucket, RateLimits } from './rate-limit';

function limits(config: Partial<RateLimitConfig>): RateLimits {
  return new RateLimits(Object.assign(new RateLimitConfig(), config));
}

function answer(tenant: string, inputTokens: number, outputTokens: number): Parameters<RateLimits['spend']>[0] {
  const attempts = [{ usage: { inputTokens, outputTokens, costUsd: null } }, { usage: null }];
  return { request: { tenant }, trail: { attempts } } as unknown as Parameters<RateLimits['spend']>[0];
}

describe('a bucket', () => {
  it('gives a minute’s worth at once and then one for each part of a minute', () => {
    const bucket = new RateLimitBucket(60, 0);
    for (let at = 0; at < 60; at += 1) {
      expect(bucket.waitMs(0)).toBe(0);
      bucket.spend(1, 0);
    }
    expect(bucket.waitMs(0)).toBe(1_000);
    expect(bucket.waitMs(400)).toBe(600);
    expect(bucket.waitMs(1_000)).toBe(0);
  });

  it('holds no more than a minute’s worth, however long nobody came', () => {
    const bucket = new RateLimitBucket(2, 0);
    for (let at = 0; at < 2; at += 1) bucket.spend(1, 3_600_000);
    expect(bucket.waitMs(3_600_000)).toBe(30_000);
  });

  it('pays debts first', () => {
    const bucket = new RateLimitBucket(60, 0);
    bucket.spend(180, 0);
    expect(bucket.waitMs(0)).toBe(121_000);
  });

  it.each([1e9, 1e300, Infinity])('owes no more than ten minutes’ worth, after %s too', (amount) => {
    const bucket = new RateLimitBucket(60, 0);
    bucket.spend(amount, 0);
    expect(bucket.waitMs(0)).toBe(601_000);
    expect(bucket.waitMs(601_000)).toBe(0);
  });
});

describe('RateLimits', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
  afterEach(() => void vi.useRealTimers());

  it('has none unless told', () => {
    const none = limits({});
    none.spend(answer('shop', 1e9, 1e9));
    for (let at = 0; at < 1_000; at += 1) none.take('shop');
  });

  it('refuses one tenant and not another, and says when to come again', () => {
    const two = limits({ INGRESS_TENANT_REQUESTS_PER_MINUTE: 2 });
    two.take('shop');
    two.take('shop');
    const refusal = { status: 429, code: 'rate_limit_exceeded', type: 'requests', retryAfterSeconds: 30 };
    expect(refusalOf(() => two.take('shop'))).toMatchObject(refusal);
    two.take('other');
    vi.advanceTimersByTime(30_000);
    two.take('shop');
  });

  it('counts tokens once the answer is there, of all attempts, and makes the tenant wait for the debt', () => {
    const limited = limits({ INGRESS_TENANT_TOKENS_PER_MINUTE: 600 });
    limited.take('shop');
    limited.spend(answer('shop', 500, 219));
    expect(refusalOf(() => limited.take('shop'))).toMatchObject({ status: 429, type: 'tokens', retryAfterSeconds: 12 });
    limited.take('other');
    vi.advanceTimersByTime(12_000);
    limited.take('shop');
  });

  it('counts what is known of answers whose spending is not', () => {
    const limited = limits({ INGRESS_TENANT_TOKENS_PER_MINUTE: 600 });
    const { request, trail } = answer('shop', 500, 219);
    const attempts = [...trail.attempts, { ...trail.attempts[1]!, maybeBilled: true }];
    limited.spend({ request, trail: { ...trail, attempts } } as Parameters<RateLimits['spend']>[0]);
    expect(refusalOf(() => limited.take('shop'))).toMatchObject({ status: 429, type: 'tokens' });
  });

  it('does not count a request that the other limit refuses', () => {
    const both = limits({ INGRESS_TENANT_REQUESTS_PER_MINUTE: 1, INGRESS_TENANT_TOKENS_PER_MINUTE: 60 });
    both.spend(answer('shop', 60, 0));
    for (let at = 0; at < 5; at += 1) expect(refusalOf(() => both.take('shop'))).toMatchObject({ type: 'tokens' });
    vi.advanceTimersByTime(1_000);
    both.take('shop');
  });
});
