import { knownUsage } from '@gauntlet/contracts';
import { Injectable } from '@nestjs/common';
import { ApiError } from '../../errors/api.error';
import { RateLimitBuckets } from './rate-limit.buckets';
import { RateLimitConfig } from './rate-limit.config';
import type { ReleasedEvent } from '../../wait/released';

type Unit = 'requests' | 'tokens';

/**
 * Rate limits of each tenant, in the memory of this instance. Requests are counted where they arrive, so n instances let n
 * times as many through. Tokens are counted from the released events, which every instance sees: that limit is one for all.
 */
@Injectable()
export class RateLimits {
  private readonly requests: RateLimitBuckets | null;
  private readonly tokens: RateLimitBuckets | null;

  constructor({ INGRESS_TENANT_REQUESTS_PER_MINUTE, INGRESS_TENANT_TOKENS_PER_MINUTE }: RateLimitConfig) {
    this.requests = bucketsOf(INGRESS_TENANT_REQUESTS_PER_MINUTE);
    this.tokens = bucketsOf(INGRESS_TENANT_TOKENS_PER_MINUTE);
  }

  /**
   * Counts a request of a tenant.
   * @throws ApiError 429 with the seconds until the next one may come; a refused request is not counted.
   */
  take(tenant: string): void {
    const now = performance.now();
    const [requests, tokens] = [this.requests?.of(tenant, now), this.tokens?.of(tenant, now)];
    requireLevel('requests', requests?.waitMs(now));
    requireLevel('tokens', tokens?.waitMs(now));
    requests?.spend(1, now);
  }

  /** Counts the tokens that a request of a tenant is known to have used, whichever instance it came through. */
  spend({ request, trail }: ReleasedEvent['facts']): void {
    const { inputTokens, outputTokens } = knownUsage(trail.attempts);
    const now = performance.now();
    this.tokens?.of(request.tenant, now).spend(inputTokens + outputTokens, now);
  }
}

function bucketsOf(perMinute: number | undefined): RateLimitBuckets | null {
  return perMinute === undefined ? null : new RateLimitBuckets(perMinute);
}

function requireLevel(unit: Unit, waitMs = 0): void {
  if (waitMs <= 0) return;
  const retryAfterSeconds = Math.ceil(waitMs / 1_000);
  throw new ApiError(
    'rate_limit_exceeded',
    `this tenant's ${unit} per minute are used up; ask again in ${retryAfterSeconds} s`,
    { type: unit, retryAfterSeconds },
  );
}
