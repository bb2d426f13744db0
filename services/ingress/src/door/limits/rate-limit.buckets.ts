import { RateLimitBucket } from './rate-limit.bucket';

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
