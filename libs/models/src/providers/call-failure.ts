import { abortFailure, connectionFailure, invalidResponse, statusFailure, timeoutFailure } from '../failures';
import { ProviderError } from '../provider.error';
import { retryAfterMs, type RetryAfterHeaders } from '../retry-after';
import { ResponseTooLargeError } from './limited-fetch';

/** What an SDK's error says about a response that came with an error status. */
export interface ErrorResponse {
  readonly status: number;
  readonly headers: RetryAfterHeaders | undefined;
  /** The provider's own code. */
  readonly reason: string | undefined;
}

/** Whatever an SDK threw, and the call that it came from. */
export interface FailedCall {
  readonly provider: string;
  readonly error: unknown;
  readonly signal: AbortSignal;
  /** Null when the error is not about a status. */
  readonly response: ErrorResponse | null;
}

const TIMEOUTS = {
  UND_ERR_CONNECT_TIMEOUT: 'provider_connect_timeout',
  UND_ERR_HEADERS_TIMEOUT: 'provider_headers_timeout',
  UND_ERR_BODY_TIMEOUT: 'provider_idle_timeout',
} as const;

/** The `ProviderError` of anything that an SDK or the connection below it throws. */
export function failureOfCall({ provider, error, signal, response }: FailedCall): ProviderError {
  if (error instanceof ProviderError) return error;
  if (signal.aborted) return abortFailure(provider, signal);
  if (response) {
    const { status, headers, reason } = response;
    return statusFailure(provider, status, { retryAfterMs: retryAfterMs(headers), reason });
  }
  const causes = causesOf(error);
  const timeout = causes.map(codeOf).find((code) => code in TIMEOUTS);
  if (timeout) return timeoutFailure(provider, TIMEOUTS[timeout as keyof typeof TIMEOUTS]);
  const tooLarge = causes.find((cause) => cause instanceof ResponseTooLargeError);
  if (tooLarge) return invalidResponse(provider, tooLarge.message);
  if (causes.some((cause) => cause instanceof SyntaxError)) return invalidResponse(provider, 'its body is not JSON');
  if (causes.some(isDecompression)) return invalidResponse(provider, 'its body can’t be decompressed');
  return connectionFailure(provider, causes.at(-1));
}

// The SDKs and undici wrap what happened in up to three errors.
function causesOf(error: unknown): Error[] {
  return error instanceof Error ? [error, ...causesOf(error.cause)] : [];
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function isDecompression(error: Error): boolean {
  return /^(Z_|ERR__ERROR_FORMAT|ERR_PADDING)/.test(codeOf(error));
}
