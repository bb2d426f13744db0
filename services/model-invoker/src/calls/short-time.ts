import type { TriedAttempt } from '@gauntlet/contracts';

/** Callers may allow less; then a late answer says more about them than about the model. */
const FAIR_TIME_MS = 5_000;

/** True for a call that its caller ended before a model could be expected to answer. */
export function hadShortTime({ errorCode, durationMs }: Pick<TriedAttempt, 'errorCode' | 'durationMs'>): boolean {
  return errorCode === 'provider_timeout' && durationMs < FAIR_TIME_MS;
}
