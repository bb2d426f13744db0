import { firstOf, type LogPlace } from '@gauntlet/contracts';
import { BoundedMemory } from '@gauntlet/timing';

/**
 * Remembers which candidate of a request stands, so that a superseded candidate is not scored in its place. Candidates of
 * a request share a partition and arrive in order. After a restart nothing is remembered, and a later candidate may be
 * scored too: the scores of the first candidate lie before its scores in the log, and the first score by offset counts.
 */
export class FirstCandidates {
  private readonly firsts = new BoundedMemory<LogPlace>({ entries: 50_000 });

  /** True for the first candidate by offset of those seen, also when it is delivered again. */
  isFirst(requestId: string, { partition, offset }: LogPlace): boolean {
    const candidate = { partition, offset };
    const first = firstOf(this.firsts.get(requestId) ?? candidate, candidate);
    this.firsts.set(requestId, first);
    return first.partition === partition && first.offset === offset;
  }
}
