/** No record is older than Gauntlet: a producer that writes seconds, nothing or less than nothing lands before this. */
const EARLIEST_MS = Date.UTC(2024, 0, 1);

/**
 * When a record was written, in epoch milliseconds, as far as that can be true. Most topics take the time from the producer,
 * which may say anything; a time that is none, or that lies ahead of ours, becomes now.
 */
export function recordTime(timestamp: string): number {
  const now = Date.now();
  const written = Number(timestamp);
  return written >= EARLIEST_MS && written <= now ? written : now;
}
