/** Null where there is nothing. */
export function percentiles(latencies) {
  const sorted = latencies.toSorted((one, other) => one - other);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null;
  return { answered: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
