import { setTimeout } from 'node:timers/promises';

/** Waits for the work, but no longer than `limitMs`; true when it ended in time. Its error is passed on. */
export async function inTime(work: Promise<unknown>, limitMs: number): Promise<boolean> {
  const timer = new AbortController();
  const late = setTimeout(limitMs, false, { signal: timer.signal }).catch(() => false);
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    timer.abort();
  }
}
