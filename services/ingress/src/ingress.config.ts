import { Secret } from '@gauntlet/runtime';
import { IsInt, Max, Min } from 'class-validator';

// A deadline is no longer: a wait goes on a little after it, and a timer for more than 24 days ends at once.
const DAY_MS = 86_400_000;

/** What only ingress reads from the environment. */
export class IngressConfig {
  /** Deadline of a request that asks for none. */
  @IsInt() @Min(100) @Max(DAY_MS) INGRESS_DEFAULT_TIMEOUT_MS = 30_000;

  /** Longest deadline that a caller gets; a longer wish is cut to it. */
  @IsInt() @Min(100) @Max(DAY_MS) INGRESS_MAX_TIMEOUT_MS = 120_000;

  /** How long after its deadline a caller still waits to learn which candidate came first. */
  @IsInt() @Min(100) @Max(60_000) INGRESS_RELEASE_GRACE_MS = 5_000;

  /** How long a stop waits for callers; below `SHUTDOWN_TIMEOUT_MS`. */
  @IsInt() @Min(0) INGRESS_DRAIN_TIMEOUT_MS = 30_000;

  /** How long a record can be asked for. Longer than the topics are kept, so that no repeat from there finds it gone. */
  @IsInt() @Min(8) @Max(36_500) RESULTS_RETENTION_DAYS = 30;

  /** How long the ids of used idempotency keys are kept. Longer than eval-scorer's `RECORDS_RETENTION_DAYS` by a month. */
  @IsInt() @Min(39) @Max(36_500) KEYS_RETENTION_DAYS = 450;

  /** Key of the body hashes that are stored for idempotency keys; the same on every instance. */
  @Secret('stored hashes of bodies could be guessed with its default')
  INGRESS_IDEMPOTENCY_SECRET = 'for-development-only';
}

/** Milliseconds that a caller gets until its deadline: the default without a wish, and no wish exceeds the maximum. */
export function timeoutFor(config: IngressConfig, wishMs: number | undefined): number {
  return Math.min(wishMs ?? config.INGRESS_DEFAULT_TIMEOUT_MS, config.INGRESS_MAX_TIMEOUT_MS);
}

/** Milliseconds after which nobody waits here any more, whatever deadline a request has. */
export function longestWaitMs({ INGRESS_MAX_TIMEOUT_MS, INGRESS_RELEASE_GRACE_MS }: IngressConfig): number {
  return INGRESS_MAX_TIMEOUT_MS + INGRESS_RELEASE_GRACE_MS;
}
