import type { ReleasedEvent } from '../results/released';

/**
 * Milliseconds that each stage worked, both turns together, and from acceptance to the end of the last stage. Whoever got
 * the canned answer at the deadline waited until then, though no stage worked that long.
 */
export function latencyOf({ request, trail, reason }: ReleasedEvent['facts']): Record<string, number> {
  const { acceptedAt, deadline } = request;
  const latency: Record<string, number> = {};
  let end = Date.parse(reason === 'deadline_exceeded' ? deadline : acceptedAt);
  for (const { stage, startedAt, durationMs } of trail.stages) {
    latency[stage] = rounded((latency[stage] ?? 0) + durationMs);
    end = Math.max(end, Date.parse(startedAt) + durationMs);
  }
  return { ...latency, total: rounded(end - Date.parse(acceptedAt)) };
}

/** To the microsecond, which is more than the clocks are worth. */
export function rounded(ms: number): number {
  return Math.round(ms * 1_000) / 1_000;
}
