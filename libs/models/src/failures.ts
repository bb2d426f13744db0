import type { ProviderReason } from '@gauntlet/contracts';
import type { TokenCounts } from './model-provider';
import type { ProviderEndpoint } from './provider-endpoints';

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

/** The codes of calls that took too long. */
export type TimeoutCode = Extract<ProviderErrorCode, `provider_${string}timeout`>;
type Classification = readonly [code: ProviderErrorCode, retryable: boolean];

const BY_STATUS: ReadonlyMap<number, Classification> = new Map([
  [401, ['provider_auth_failed', false]],
  [402, ['provider_quota_exhausted', false]],
  [403, ['provider_auth_failed', false]],
  [408, ['provider_timeout', true]],
  [409, ['provider_conflict', true]],
  [425, ['provider_conflict', true]],
  [429, ['provider_rate_limited', true]],
  [503, ['provider_overloaded', true]],
  [529, ['provider_overloaded', true]],
]);

/** What the provider's own code says more exactly than the status: no waiting cures either. */
const BY_CODE: ReadonlyMap<string | null, Classification> = new Map([
  ['insufficient_quota', ['provider_quota_exhausted', false]],
  ['content_filter', ['provider_content_filtered', false]],
]);

/** The one who answered gave up waiting for the model, which may have worked all the same. */
const GAVE_UP: ReadonlySet<number> = new Set([408, 499, 502, 504, 524]);

function classify({ status, code }: ProviderReason): Classification {
  const otherwise: Classification = status >= 500 ? ['provider_unavailable', true] : ['provider_rejected', false];
  return BY_CODE.get(code) ?? BY_STATUS.get(status) ?? otherwise;
}

/**
 * The error of an HTTP status: 408, 409, 425, 429 and 5xx can be tried again. Everything else is about the request, the
 * key or the configuration, and another try would be the same. Refusals cost nothing; a filter may have read the prompt.
 */
export function statusFailure(provider: string, reason: ProviderReason, retryAfterMs?: number): ProviderError {
  const { status } = reason;
  const [code, retryable] = classify(reason);
  const spent = GAVE_UP.has(status) || code === 'provider_content_filtered' ? 'unknown' : 'nothing';
  return new ProviderError(`${provider} answered with status ${status}`, {
    code,
    retryable,
    status,
    reason,
    retryAfterMs,
    spent,
  });
}

/** The connection could not be made, or broke before the whole answer was there. */
export function connectionFailure(provider: string, { cause, spent }: { cause: unknown; spent: Spent }): ProviderError {
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
  return new ProviderError(`${provider} could not be reached, or hung up${code}`, {
    code: 'provider_connection_failed',
    retryable: true,
    spent,
    cause,
  });
}

/** A 200 that is not a chat completion: a proxy's error page, cut JSON, no choices. The next try may be whole. */
export function invalidResponse(provider: string, problem: string, spent: Spent = 'unknown'): ProviderError {
  return new ProviderError(`${provider} answered 200, but ${problem}`, {
    code: 'provider_invalid_response',
    retryable: true,
    status: 200,
    spent,
  });
}

/**
 * A whole answer in which nothing is for the caller. With a finish reason the model has said why, and would say it again;
 * without one it may be a broken server.
 */
export function noText(provider: string, finishReason: string | null, spent: Spent): ProviderError {
  if (finishReason === null) return invalidResponse(provider, 'without a text', spent);
  const code = finishReason === 'content_filter' ? 'provider_content_filtered' : 'provider_no_text';
  const message = `${provider} answered 200 without a text, and finished with ${finishReason}`;
  return new ProviderError(message, { code, retryable: false, status: 200, spent });
}

/** An answer beyond what is kept of one: the same question would be answered at the same length. */
export function answerTooLong(provider: string, limit: string, spent: Spent): ProviderError {
  const message = `the answer of ${provider} is longer than ${limit}`;
  return new ProviderError(message, { code: 'provider_answer_too_long', retryable: false, status: 200, spent });
}

/** The call, or the part of it that the code names, took longer than it may. */
export function timeoutFailure(provider: string, code: TimeoutCode = 'provider_timeout'): ProviderError {
  const spent = code === 'provider_connect_timeout' ? 'nothing' : 'unknown';
  return new ProviderError(`${provider} took longer than allowed`, { code, retryable: true, spent });
}

/** A provider that can't be called as whom; only configuration helps. */
export function missingKey({ keyVariable }: Pick<ProviderEndpoint, 'keyVariable'>): ProviderError {
  const message = `${keyVariable} is not set: set it (or ${keyVariable}_FILE), or pin a model of another provider`;
  return new ProviderError(message, { code: 'provider_key_missing', retryable: false, spent: 'nothing' });
}

/** The caller ended the call; a timeout (`TimeoutError`) is the provider's failure, anything else the caller's wish. */
export function abortFailure(provider: string, signal: AbortSignal): ProviderError {
  const timedOut = signal.reason instanceof Error && signal.reason.name === 'TimeoutError';
  if (timedOut) return timeoutFailure(provider);
  return new ProviderError(`the call of ${provider} was ended by its caller`, {
    code: 'provider_aborted',
    retryable: false,
  });
}
