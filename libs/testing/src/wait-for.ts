/** What is waited for, and for how long. */
export interface WaitOptions {
  /** Limit in milliseconds. */
  readonly deadlineMs: number;
  /** Completes the sentence "gave up waiting for …"; a function is asked only then, and can say what was last seen. */
  readonly description: string | (() => string);
  /** Pause between two looks in milliseconds; default 50. */
  readonly everyMs?: number;
}

/**
 * Looks again and again until the condition gives something truthy, and returns that; replaces every sleep in tests.
 * An error that the condition throws counts as "not yet" and becomes the `cause` when the deadline passes.
 * @throws Error at the deadline, naming what was waited for.
 */
export async function waitFor<T>(condition: () => T | Promise<T>, options: WaitOptions): Promise<NonNullable<T>> {
  const deadline = performance.now() + options.deadlineMs;
  let cause: unknown;
  while (performance.now() < deadline) {
    try {
      const value = await condition();
      if (value) return value;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    await pause(options.everyMs ?? 50);
  }
  const { description } = options;
  const what = typeof description === 'string' ? description : description();
  throw new Error(`gave up waiting for ${what} after ${options.deadlineMs} ms`, { cause });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
