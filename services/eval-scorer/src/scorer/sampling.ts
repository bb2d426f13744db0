import { createHash } from 'node:crypto';
import type { OutputScoredV1, ResponseReleasedV1 } from '@gauntlet/contracts';

/** Why an answer is scored, and how many answers it stands for. */
export type Sampling = OutputScoredV1['facts']['sampling'];

/** Sampling of an answer that somebody disliked: one that chance may have drawn as well, so it stands for itself alone. */
export const DISLIKED: Sampling = { reason: 'disliked', weight: 1 };

/**
 * Decides by the released event alone, so that every instance and every redelivery decides alike. Whatever a guardrail touched
 * and whatever fell back is always scored; of the rest, `rate` by hash of the request id. Null: not scored.
 */
export function samplingOf({ facts }: ResponseReleasedV1, rate: number): Sampling | null {
  const { outcome, flags, trail, request } = facts;
  const touched = trail.verdicts.some((verdict) => verdict.outcome !== 'pass');
  if (outcome === 'blocked' || touched) return { reason: 'guarded', weight: 1 };
  if (outcome === 'canned' || flags.includes('fallback')) return { reason: 'fallback', weight: 1 };
  return shareOf(request.id) < rate ? { reason: 'sample', weight: 1 / rate } : null;
}

function shareOf(requestId: string): number {
  return createHash('sha256').update(`sample:${requestId}`).digest().readUInt32BE() / 2 ** 32;
}
