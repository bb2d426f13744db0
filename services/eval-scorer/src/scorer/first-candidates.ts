import type { LogPosition } from '@gauntlet/messaging';

const REMEMBERED = 50_000;

/**
 * Remembers which candidate of a request came first, so that a superseded one is not scored in its place. Candidates of
 * a request share a partition and arrive in order; one that comes after a restart finds the first one's scores in the
 * log before its own, and the first by offset counts there too.
 */
export class FirstCandidates {
  private readonly firsts = new Map<string, string>();

  /** True for the first candidate seen, also when it is delivered again. */
  isFirst(requestId: string, { partition, offset }: LogPosition): boolean {
    const position = `${partition}:${offset}`;
    const first = this.firsts.get(requestId);
    if (first !== undefined) return first === position;
    this.firsts.set(requestId, position);
    if (this.firsts.size > REMEMBERED) this.forgetOldest();
    return true;
  }

  private forgetOldest(): void {
    const [oldest] = this.firsts.keys();
    if (oldest !== undefined) this.firsts.delete(oldest);
  }
}
