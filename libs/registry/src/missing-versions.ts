import { BoundedMemory } from '@gauntlet/timing';

/** Covers the time between a look at the topic's end and its answer. */
const MARGIN_MS = 1_000;
/** Names come with events, so their number is not ours; whoever asks for a forgotten one begins anew. */
const MOST_VERSIONS = 1_000;

/**
 * Tells a version that is still on its way from one that does not exist. Ingress names only what it has read, so once
 * this reader has been at the end of the topic after it was asked, a missing version was never published.
 */
export class MissingVersions {
  private readonly askedAt = new BoundedMemory<number>({ entries: MOST_VERSIONS });

  /** Notes that a version was asked for and missing; true once it can't come any more. Both times are by one monotonic clock. */
  wasNeverPublished(version: string, { now, reachedEndAt }: { now: number; reachedEndAt: number }): boolean {
    const askedAt = this.askedAt.get(version);
    if (askedAt === undefined) this.askedAt.set(version, now);
    const isGone = reachedEndAt > (askedAt ?? now) + MARGIN_MS;
    if (isGone) this.askedAt.delete(version);
    return isGone;
  }
}
