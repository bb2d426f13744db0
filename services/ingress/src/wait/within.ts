import { untilAborted, withLimit } from '@gauntlet/timing';
import { ApiError } from '../api.error';

/** The value of a promise if it comes within `ms`, else null. Rejects as soon as the caller has gone. */
export function within<T>(promise: Promise<T>, { ms, gone }: { ms: number; gone?: AbortSignal }): Promise<T | null> {
  return withLimit(gone ? untilAborted(promise, gone, left) : promise, ms, () => null);
}

function left(): never {
  throw new ApiError('client_closed_request', 'the caller has gone');
}
