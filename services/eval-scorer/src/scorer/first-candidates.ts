import { firstOf, type LogPlace } from '@gauntlet/contracts';
import { BoundedMemory } from '@gauntlet/timing';

/**
 * Remembers which candidate of a request stands, so that a superseded candidate is not scored in its place. Candidates of
 * a request share a partition and arrive in order: their key is the request id, the partition comes from the key, and
 * topics are not widened in place (ADR 0006).
 *
 * Two candidates of a request may be scored all the same: after a restart, since nothing is remembered, and when a topic
 * was widened while the request was open, since a candidate of another partition may come later and stand before. The
 * first score by offset counts then. After a restart that is the score of the candidate that stands; after widening it may
 * be the score of the other one, while both stay in the store and the record's answer is the one that stands.
 */
export class FirstCandidates {
  private readonly firsts = new BoundedMemory<LogPlace>({ entries: 50_000 });

  /** True for the candidate that stands among those seen, also when it is delivered again. */
  isFirst(requestId: string, { partition, offset }: LogPlace): boolean {
    const candidate = { partition, offset };
    const first = firstOf(this.firsts.get(requestId) ?? candidate, candidate);
    this.firsts.set(requestId, first);
    return first.partition === partition && first.offset === offset;
  }
}
