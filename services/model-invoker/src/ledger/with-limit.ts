/** Thrown when something took longer than it may; it may still happen. */
class TookTooLongError extends Error {
  constructor(readonly limitMs: number) {
    super(`no answer within ${limitMs} ms`);
    this.name = 'TookTooLongError';
  }
}

/** The promise's outcome, or a `TookTooLongError` after `limitMs`; a later outcome is ignored. */
export function withLimit<T>(work: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    // After a stall of this process timers run before the answers that arrived meanwhile: let those be read first.
    timer = setTimeout(() => setImmediate(() => reject(new TookTooLongError(limitMs))), limitMs);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
