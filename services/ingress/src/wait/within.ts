import { ApiError } from '../errors/api.error';

const GONE = new ApiError('client_closed_request', 'the caller has gone');

/** The value of a promise if it comes within `ms`, else null. Rejects as soon as the caller has gone. */
export async function within<T>(
  promise: Promise<T>,
  { ms, gone }: { ms: number; gone: AbortSignal },
): Promise<T | null> {
  if (gone.aborted) throw GONE;
  let timer: NodeJS.Timeout | undefined;
  let leave: () => void = () => undefined;
  const limit = new Promise<null>((resolve, reject) => {
    timer = setTimeout(resolve, Math.max(0, ms), null);
    leave = () => reject(GONE);
    gone.addEventListener('abort', leave, { once: true });
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
    gone.removeEventListener('abort', leave);
  }
}
