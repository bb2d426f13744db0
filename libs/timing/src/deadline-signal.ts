/** A signal that follows another and also aborts by itself after a time; `clear` frees its timer and its listener. */
export interface DeadlineSignal {
  readonly signal: AbortSignal;
  clear(): void;
}

/** Aborts with a `TimeoutError` after `ms`, or with the parent's reason when that aborts first. Always clear it. */
export function deadlineSignal(ms: number, parent?: AbortSignal): DeadlineSignal {
  const controller = new AbortController();
  const follow = (): void => controller.abort(parent?.reason);
  const expire = (): void => controller.abort(new DOMException('the call took longer than allowed', 'TimeoutError'));
  const timer = setTimeout(expire, ms);
  parent?.addEventListener('abort', follow, { once: true });
  if (parent?.aborted) follow();
  return {
    signal: controller.signal,
    clear() {
      clearTimeout(timer);
      parent?.removeEventListener('abort', follow);
    },
  };
}
