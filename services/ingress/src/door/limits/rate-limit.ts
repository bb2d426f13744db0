import { Injectable } from '@nestjs/common';
import { type GauntletEvent, knownUsage, type TOPICS } from '@gauntlet/contracts';
import { ApiError } from '../../api.error';
import { RateLimitConfig } from '../../ingress.config';

/** Tenants come with events too, so their number is not ours; beyond it those who owe nothing are forgotten. */
const MOST_BUCKETS = 10_000;
/** How many are looked at for each new one, so that no request pays for all; more than one, so that it keeps up. */
const LOOKS = 8;

/** A bucket for each tenant of one limit. */
export class RateLimitBuckets {
  private readonly buckets = new Map<string, RateLimitBucket>();
  /** Goes round all buckets, on from where it stopped. */
  private hand = this.buckets.entries();

  constructor(private readonly perMinute: number) {}

  get size(): number {
    return this.buckets.size;
  }

  of(tenant: string, now: number): RateLimitBucket {
    const known = this.buckets.get(tenant);
    if (known) return known;
    if (this.buckets.size >= MOST_BUCKETS) this.forgetSome(now);
    const bucket = new RateLimitBucket(this.perMinute, now);
    this.buckets.set(tenant, bucket);
    return bucket;
  }

  // A full bucket is as good as a new one.
  private forgetSome(now: number): void {
    for (let looks = 0; looks < LOOKS; looks += 1) {
      const next = this.hand.next();
      if (next.done) this.hand = this.buckets.entries();
      else if (next.value[1].isFull(now)) this.buckets.delete(next.value[0]);
    }
  }
}

const MINUTE_MS = 60_000;
/** Debt in minutes' worth: one dear answer, or a wrong count, locks nobody out for longer than ten minutes. */
const MOST_DEBT_MINUTES = 10;

/**
 * A bucket that fills evenly and holds a minute's worth, so that a tenant who was quiet may spend a minute's worth at
 * once. It may go below zero, down to ten minutes' worth: what an answer costs is known only afterwards. Times in ms, from
 * any steady clock.
 */
export class RateLimitBucket {
  private level: number;

  constructor(
    private readonly perMinute: number,
    private filledAt: number,
  ) {
    this.level = perMinute;
  }

  /** Milliseconds until one unit is there; 0 when it is. */
  waitMs(now: number): number {
    this.fill(now);
    return this.level >= 1 ? 0 : ((1 - this.level) * MINUTE_MS) / this.perMinute;
  }

  spend(amount: number, now: number): void {
    this.fill(now);
    this.level = Math.max(this.level - amount, -MOST_DEBT_MINUTES * this.perMinute);
  }

  isFull(now: number): boolean {
    this.fill(now);
    return this.level >= this.perMinute;
  }

  private fill(now: number): void {
    const gained = ((now - this.filledAt) * this.perMinute) / MINUTE_MS;
    this.level = Math.min(this.perMinute, this.level + gained);
    this.filledAt = now;
  }
}

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
  spend({ request, trail }: GauntletEvent<typeof TOPICS.released>['facts']): void {
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
