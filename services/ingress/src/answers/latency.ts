import type { RequestFacts, Trail } from '@gauntlet/contracts';

/** Milliseconds that each stage worked, both turns together, and from acceptance to the end of the last stage. */
export function latencyOf({ acceptedAt }: RequestFacts, { stages }: Trail): Record<string, number> {
  const latency: Record<string, number> = {};
  let end = Date.parse(acceptedAt);
  for (const { stage, startedAt, durationMs } of stages) {
    latency[stage] = rounded((latency[stage] ?? 0) + durationMs);
    end = Math.max(end, Date.parse(startedAt) + durationMs);
  }
  return { ...latency, total: rounded(end - Date.parse(acceptedAt)) };
}

/** To the microsecond, which is more than the clocks are worth. */
export function rounded(ms: number): number {
  return Math.round(ms * 1_000) / 1_000;
}
