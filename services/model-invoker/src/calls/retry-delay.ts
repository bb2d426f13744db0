import type { ModelInvokerConfig } from '../model-invoker.config';

/** The part of the config that decides about another try. */
export type RetryPolicy = Pick<
  ModelInvokerConfig,
  'MODEL_TRIES' | 'MODEL_BACKOFF_MS' | 'MODEL_BACKOFF_CAP_MS' | 'MODEL_RETRY_AFTER_CAP_MS'
>;

interface FailedTry {
  readonly error: { readonly retryable: boolean; readonly retryAfterMs?: number | undefined };
  /** 1 for the first try of the rung. */
  readonly number: number;
}

/**
 * How long to wait before the next try on the same rung, or null to leave the rung. Exponential with full jitter; a
 * provider's own wish is a lower bound, and one beyond the cap means that the rung can't help in time.
 */
export function retryDelayMs({ error, number }: FailedTry, policy: RetryPolicy, random = Math.random): number | null {
  if (!error.retryable || number >= policy.MODEL_TRIES) return null;
  const wish = error.retryAfterMs ?? 0;
  if (wish > policy.MODEL_RETRY_AFTER_CAP_MS) return null;
  const ceiling = Math.min(policy.MODEL_BACKOFF_CAP_MS, policy.MODEL_BACKOFF_MS * 2 ** (number - 1));
  return Math.max(wish, random() * ceiling);
}
