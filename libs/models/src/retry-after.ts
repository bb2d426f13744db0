import { DAY_MS } from '@gauntlet/contracts';

/** The two headers that say how long to wait; names in lower case. */
export interface RetryAfterHeaders {
  get(name: string): string | null;
}

const NUMBER = /^\d+(\.\d+)?$/;
/** Nobody waits longer; also what a number that no double can hold becomes. */
const LONGEST_MS = DAY_MS;

/**
 * Wait that a provider asked for, in milliseconds: `retry-after-ms`, else `retry-after` in seconds or as an HTTP date.
 * Undefined for what is missing, negative or unreadable; at most a day.
 */
export function retryAfterMs(headers: RetryAfterHeaders | undefined, now: number = Date.now()): number | undefined {
  const wish = writtenIn(headers, now);
  return wish === undefined ? undefined : Math.min(wish, LONGEST_MS);
}

function writtenIn(headers: RetryAfterHeaders | undefined, now: number): number | undefined {
  const milliseconds = headers?.get('retry-after-ms') ?? '';
  if (NUMBER.test(milliseconds)) return Number(milliseconds);
  const value = headers?.get('retry-after')?.trim() ?? '';
  if (NUMBER.test(value)) return Number(value) * 1000;
  const date = /[a-z]/i.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
