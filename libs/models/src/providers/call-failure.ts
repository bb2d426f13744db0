import type { ProviderReason } from '@gauntlet/contracts';
import {
  abortFailure,
  answerTooLong,
  connectionFailure,
  invalidResponse,
  ProviderError,
  statusFailure,
  type TimeoutCode,
  timeoutFailure,
} from '../failures';
import { type RetryAfterHeaders, retryAfterMs } from '../retry-after';
import { ResponseTooLargeError } from './limited-fetch';

/** What an SDK's error says about a response that came with an error status. */
export interface ErrorResponse {
  readonly headers: RetryAfterHeaders | undefined;
  readonly reason: ProviderReason;
}

/** Whatever an SDK threw, and the call that it came from. */
export interface FailedCall {
  readonly provider: string;
  readonly error: unknown;
  readonly signal: AbortSignal;
  /** Null when the error is not about a status. */
  readonly response: ErrorResponse | null;
}

const TIMEOUTS: ReadonlyMap<string, TimeoutCode> = new Map([
  ['UND_ERR_CONNECT_TIMEOUT', 'provider_connect_timeout'],
  ['UND_ERR_HEADERS_TIMEOUT', 'provider_headers_timeout'],
  ['UND_ERR_BODY_TIMEOUT', 'provider_idle_timeout'],
]);

/** No connection stood, so no model can have worked. */
const NEVER_SENT =
  /^(ECONNREFUSED|E(HOST|NET)UNREACH|ENOTFOUND|EAI_|ERR_TLS_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

/** The `ProviderError` of anything that an SDK or the connection below it throws. */
export function failureOfCall({ provider, error, signal, response }: FailedCall): ProviderError {
  if (error instanceof ProviderError) return error;
  if (signal.aborted) return abortFailure(provider, signal);
  if (response) return statusFailure(provider, response.reason, retryAfterMs(response.headers));
  const causes = causesOf(error);
  const [late] = causes.flatMap((cause) => TIMEOUTS.get(codeOf(cause)) ?? []);
  if (late) return timeoutFailure(provider, late);
  const tooLarge = causes.find((cause) => cause instanceof ResponseTooLargeError);
  if (tooLarge) return answerTooLong(provider, `${tooLarge.limitBytes} bytes`, 'unknown');
  if (causes.some((cause) => cause instanceof SyntaxError)) return invalidResponse(provider, 'its body is not JSON');
  if (causes.some(isDecompression)) return invalidResponse(provider, 'its body can’t be decompressed');
  const spent = causes.some((cause) => NEVER_SENT.test(codeOf(cause))) ? 'nothing' : 'unknown';
  return connectionFailure(provider, { cause: causes.at(-1), spent });
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
