import { afterTime } from './after-time';

/** Waits `ms` milliseconds on the global timer, which tests can turn. Returns early, without an error, once the signal aborts. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done, { once: true });
  });
}

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

/**
 * The outcome of the work if there is one within `limitMs` milliseconds, else what `late` gives or throws. The work goes on
 * then, and its outcome, a rejection too, is ignored. A limit below zero is over at once. Never both: `late` is not called
 * when the work has an outcome.
 */
export function withLimit<T, Late>(work: Promise<T>, limitMs: number, late: () => Late): Promise<T | Late> {
  let callOff: () => void = () => undefined;
  const limit = new Promise<void>((resolve) => (callOff = afterTime(limitMs, resolve)));
  return Promise.race([work, limit.then(late)]).finally(callOff);
}

/** True when the work ends within `limitMs` milliseconds, false when it goes on. Its error is passed on. */
export function endsWithin(limitMs: number, work: Promise<unknown>): Promise<boolean> {
  const ended = work.then(() => true);
  return withLimit(ended, limitMs, () => false);
}

/**
 * The outcome of the work, or what `left` gives or throws as soon as the signal aborts; nothing else once it has. The work
 * goes on then, and its outcome, a rejection too, is ignored.
 */
export async function untilAborted<T, Left>(
  work: Promise<T>,
  signal: AbortSignal,
  left: () => Left,
): Promise<T | Left> {
  let leave: () => void = () => undefined;
  const aborted = new Promise<void>((resolve) => (leave = resolve));
  signal.addEventListener('abort', leave, { once: true });
  if (signal.aborted) leave();
  try {
    // The abort counts where both have happened.
    return await Promise.race([aborted.then(left), work.finally(() => undefined)]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}
