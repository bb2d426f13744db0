import type { IncomingHttpHeaders } from 'node:http';
import { ApiError } from '../api.error';

const WAIT = /(?:^|,)\s*wait\s*=\s*"?(\d{1,6})"?\s*(?:[;,]|$)/i;

const KEY = /^[\x21-\x7e]{1,255}$/;

/**
 * The `Idempotency-Key` of a request, if it has one.
 * @throws ApiError unless it is 1 to 255 visible ASCII characters.
 */
export function idempotencyKeyOf(headers: IncomingHttpHeaders): string | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key === 'string' && KEY.test(key)) return key;
  const param = 'idempotency-key';
  throw new ApiError('invalid_header', `${param} must be 1 to 255 visible ASCII characters`, { param });
}

/**
 * How long the caller wants to wait, from `x-gauntlet-timeout-ms`, if it says so.
 * @throws ApiError unless it is a whole number of milliseconds above 0.
 */
export function timeoutOf(headers: IncomingHttpHeaders): number | undefined {
  const value = headers['x-gauntlet-timeout-ms'];
  if (value === undefined) return undefined;
  if (typeof value === 'string' && /^[1-9]\d{0,8}$/.test(value)) return Number(value);
  const param = 'x-gauntlet-timeout-ms';
  throw new ApiError('invalid_header', `${param} must be a whole number of milliseconds above 0`, { param });
}

/** Seconds that the caller prefers to wait for the answer (RFC 7240), 0 without a wish; what can't be read is no wish. */
export function preferredWaitOf(headers: IncomingHttpHeaders): number {
  const { prefer } = headers;
  const wishes = Array.isArray(prefer) ? prefer.join(',') : prefer;
  return Number(WAIT.exec(wishes ?? '')?.[1] ?? 0);
}
