import { knownUsage } from '@gauntlet/contracts';
import { Injectable } from '@nestjs/common';
import { ApiError } from '../errors/api.error';
import { RateLimitBucket } from './rate-limit.bucket';
import { RateLimitConfig } from './rate-limit.config';
import type { ReleasedEvent } from '../results/released';

type Unit = 'requests' | 'tokens';

/** Tenants come with events too, so their number is not ours; beyond it those who owe nothing are forgotten. */
const MOST_BUCKETS = 10_000;

/**
 * Rate limits of each tenant, in the memory of this instance. Requests are counted where they arrive, so n instances let n
 * times as many through. Tokens are counted from the released events, which every instance sees: that limit is one for all.
 */
@Injectable()
export class RateLimits {
  private readonly buckets: Readonly<Record<Unit, Map<string, RateLimitBucket>>> = {
    requests: new Map(),
    tokens: new Map(),
  };

  constructor(private readonly config: RateLimitConfig) {}

  /**
   * Counts a request of a tenant.
   * @throws ApiError 429 with the seconds until the next one may come; a refused request is not counted.
   */
  take(tenant: string): void {
    const now = performance.now();
    const [requests, tokens] = [this.bucketOf('requests', tenant), this.bucketOf('tokens', tenant)];
    requireLevel('requests', requests?.waitMs(now));
    requireLevel('tokens', tokens?.waitMs(now));
    requests?.spend(1, now);
  }

  /** Counts the tokens that a request of a tenant is known to have used, whichever instance it came through. */
  spend({ request, trail }: ReleasedEvent['facts']): void {
    const { inputTokens, outputTokens } = knownUsage(trail.attempts);
    this.bucketOf('tokens', request.tenant)?.spend(inputTokens + outputTokens, performance.now());
  }

  private bucketOf(unit: Unit, tenant: string): RateLimitBucket | undefined {
    const { INGRESS_TENANT_REQUESTS_PER_MINUTE: requests, INGRESS_TENANT_TOKENS_PER_MINUTE: tokens } = this.config;
    const perMinute = { requests, tokens }[unit];
    if (perMinute === undefined) return undefined;
    const buckets = this.buckets[unit];
    const known = buckets.get(tenant);
    if (known) return known;
    if (buckets.size >= MOST_BUCKETS) forgetFull(buckets, performance.now());
    const bucket = new RateLimitBucket(perMinute, performance.now());
    buckets.set(tenant, bucket);
    return bucket;
  }
}

// A full bucket is as good as a new one.
function forgetFull(buckets: Map<string, RateLimitBucket>, now: number): void {
  for (const [tenant, bucket] of buckets) if (bucket.isFull(now)) buckets.delete(tenant);
}

function requireLevel(unit: Unit, waitMs = 0): void {
  if (waitMs <= 0) return;
  const retryAfterSeconds = Math.ceil(waitMs / 1_000);
  throw new ApiError(429, `this tenant's ${unit} per minute are used up; ask again in ${retryAfterSeconds} s`, {
    code: 'rate_limit_exceeded',
    type: unit,
    retryAfterSeconds,
  });
}
