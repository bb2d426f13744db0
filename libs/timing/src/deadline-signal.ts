import { afterTime } from './after-time';

/** A signal that follows another and also aborts by itself after a time; `clear` frees its timer and its listener. */
export interface DeadlineSignal {
  readonly signal: AbortSignal;
  clear(): void;
}

/**
 * Aborts with a `TimeoutError` after `ms`, or with the parent's reason when that aborts first. An answer that arrived
 * before the end is read before the abort, also when this process stalled. Always clear it; a cleared one never aborts.
 */
export function deadlineSignal(ms: number, parent?: AbortSignal): DeadlineSignal {
  const controller = new AbortController();
  const follow = (): void => controller.abort(parent?.reason);
  const expire = (): void => controller.abort(new DOMException('the call took longer than allowed', 'TimeoutError'));
  const callOff = afterTime(ms, expire);
  parent?.addEventListener('abort', follow, { once: true });
  if (parent?.aborted) follow();
  return {
    signal: controller.signal,
    clear() {
      callOff();
      parent?.removeEventListener('abort', follow);
    },
  };
}
