import { firstOf, type LogPlace } from '@gauntlet/contracts';

const REMEMBERED = 50_000;

/**
 * Remembers which candidate of a request stands, so that a superseded candidate is not scored in its place. Candidates of
 * a request share a partition and arrive in order. After a restart nothing is remembered, and a later candidate may be
 * scored too: the scores of the first candidate lie before its scores in the log, and the first score by offset counts.
 */
export class FirstCandidates {
  private readonly firsts = new Map<string, LogPlace>();

  /** True for the first candidate by offset of those seen, also when it is delivered again. */
  isFirst(requestId: string, { partition, offset }: LogPlace): boolean {
    const candidate = { partition, offset };
    const first = firstOf(this.firsts.get(requestId) ?? candidate, candidate);
    this.firsts.set(requestId, first);
    if (this.firsts.size > REMEMBERED) this.forgetOldest();
    return first.partition === partition && first.offset === offset;
  }

  private forgetOldest(): void {
    const [oldest] = this.firsts.keys();
    if (oldest !== undefined) this.firsts.delete(oldest);
  }
}
