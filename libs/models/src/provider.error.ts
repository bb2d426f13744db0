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
  | 'provider_rejected'
  | 'provider_auth_failed'
  | 'provider_key_missing'
  | 'provider_aborted';

interface ProviderErrorOptions {
  readonly code: ProviderErrorCode;
  readonly retryable: boolean;
  /** HTTP status, when the provider answered. */
  readonly status?: number;
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
  readonly retryAfterMs: number | undefined;

  constructor(message: string, options: ProviderErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ProviderError';
    this.code = options.code;
    this.retryable = options.retryable;
    this.status = options.status;
    this.retryAfterMs = options.retryAfterMs;
  }
}
