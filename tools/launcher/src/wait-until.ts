import { sleep } from '@gauntlet/timing';

const LOOK_EVERY_MS = 100;

/** Looks at least once and then until the limit in milliseconds; says whether the condition came true. */
export async function waitUntil(condition: () => Promise<boolean>, limitMs: number): Promise<boolean> {
  const deadline = performance.now() + limitMs;
  while (!(await condition())) {
    if (performance.now() >= deadline) return false;
    await sleep(LOOK_EVERY_MS);
  }
  return true;
}
