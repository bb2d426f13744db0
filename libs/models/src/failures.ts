import type { ProviderEndpoint } from './provider-endpoints';
import { ProviderError, type ProviderErrorCode } from './provider.error';

type TimeoutCode = Extract<ProviderErrorCode, `provider_${string}timeout`>;
type Classification = readonly [ProviderErrorCode, boolean];

const BY_STATUS: Readonly<Record<number, Classification>> = {
  401: ['provider_auth_failed', false],
  402: ['provider_quota_exhausted', false],
  403: ['provider_auth_failed', false],
  408: ['provider_timeout', true],
  409: ['provider_unavailable', true],
  425: ['provider_unavailable', true],
  429: ['provider_rate_limited', true],
  503: ['provider_overloaded', true],
  529: ['provider_overloaded', true],
};

function classify(status: number): Classification {
  return BY_STATUS[status] ?? (status >= 500 ? ['provider_unavailable', true] : ['provider_rejected', false]);
}

interface StatusDetails {
  readonly retryAfterMs?: number;
  /** The provider's own code; only `insufficient_quota` matters, which no waiting cures. */
  readonly reason?: string;
}

/** The error of an HTTP status: 408, 409, 425, 429 and 5xx can be tried again, everything else can't. */
export function statusFailure(provider: string, status: number, details: StatusDetails = {}): ProviderError {
  const message = `${provider} answered with status ${status}`;
  if (details.reason === 'insufficient_quota') {
    return new ProviderError(`${message}: its quota is used up`, {
      code: 'provider_quota_exhausted',
      retryable: false,
      status,
    });
  }
  const [code, retryable] = classify(status);
  return new ProviderError(message, { code, retryable, status, retryAfterMs: details.retryAfterMs });
}

/** The connection could not be made, or broke before the whole answer was there. */
export function connectionFailure(provider: string, cause: unknown): ProviderError {
  return new ProviderError(`${provider} could not be reached, or hung up`, {
    code: 'provider_connection_failed',
    retryable: true,
    cause,
  });
}

/** A 200 that is not a chat completion: a proxy's error page, cut JSON, no choices. The next try may be whole. */
export function invalidResponse(provider: string, problem: string): ProviderError {
  return new ProviderError(`${provider} answered 200, but ${problem}`, {
    code: 'provider_invalid_response',
    retryable: true,
    status: 200,
  });
}

/** The call, or the part of it that the code names, took longer than it may. */
export function timeoutFailure(provider: string, code: TimeoutCode = 'provider_timeout'): ProviderError {
  return new ProviderError(`${provider} took longer than allowed`, { code, retryable: true });
}

/** A provider that can't be called as whom; only configuration helps. */
export function missingKey({ keyVariable }: Pick<ProviderEndpoint, 'keyVariable'>): ProviderError {
  const fix = `set it (or ${keyVariable}_FILE), or pin a model of another provider`;
  return new ProviderError(`${keyVariable} is not set: ${fix}`, { code: 'provider_key_missing', retryable: false });
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
