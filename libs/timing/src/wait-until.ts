import { sleep } from './time-limit';

/** How long is waited, and the pause between two looks, in milliseconds. */
export interface Patience {
  readonly limitMs: number;
  readonly everyMs: number;
}

/**
 * Looks at least once, and then again and again until the limit; says whether the condition came true. What the
 * condition throws ends the wait.
 */
export async function waitUntil(
  condition: () => boolean | Promise<boolean>,
  { limitMs, everyMs }: Patience,
): Promise<boolean> {
  const deadline = performance.now() + limitMs;
  while (!(await condition())) {
    if (performance.now() >= deadline) return false;
    await sleep(everyMs);
  }
  return true;
}
