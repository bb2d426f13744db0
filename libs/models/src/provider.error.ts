import type { ProviderReason } from '@gauntlet/contracts';
import type { TokenCounts } from './model-provider';

/** Why a call failed; stable, and recorded in the trail's attempts. */
export type ProviderErrorCode =
  | 'provider_rate_limited'
  | 'provider_quota_exhausted'
  | 'provider_overloaded'
  | 'provider_unavailable'
  | 'provider_timeout'
  | 'provider_connect_timeout'
  | 'provider_headers_timeout'
  | 'provider_idle_timeout'
  | 'provider_connection_failed'
  | 'provider_invalid_response'
  | 'provider_no_text'
  | 'provider_content_filtered'
  | 'provider_answer_too_long'
  | 'provider_conflict'
  | 'provider_rejected'
  | 'provider_auth_failed'
  | 'provider_key_missing'
  | 'provider_aborted';

/** What a failed call cost: nothing, what the provider told, or nobody knows. */
export type Spent = 'nothing' | 'unknown' | (TokenCounts & { readonly model: string });

interface ProviderErrorOptions {
  readonly code: ProviderErrorCode;
  readonly retryable: boolean;
  /** HTTP status, when the provider answered. */
  readonly status?: number;
  /** Why the provider refused, when it did so by a status. */
  readonly reason?: ProviderReason;
  /** @default 'unknown' */
  readonly spent?: Spent;
  /** How long the provider asked to wait; the caller caps it. */
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

/**
 * Thrown by providers for every failure. Message and cause never hold the provider's body: it may quote the prompt or
 * the key. `retryable` tells whether the same call can succeed later; otherwise only another model can help.
 */
export class ProviderError extends Error {
  readonly code: ProviderErrorCode;
  readonly retryable: boolean;
  readonly status: number | undefined;
  readonly reason: ProviderReason | undefined;
  readonly spent: Spent;
  readonly retryAfterMs: number | undefined;

  constructor(message: string, options: ProviderErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ProviderError';
    this.code = options.code;
    this.retryable = options.retryable;
    this.status = options.status;
    this.reason = options.reason;
    this.spent = options.spent ?? 'unknown';
    this.retryAfterMs = options.retryAfterMs;
  }
}
