import { latencyUntil } from '@gauntlet/contracts';
import type { Release } from '../wait/released';

/** Milliseconds that each stage worked, both turns together; the total is from acceptance to release, waiting included. */
export function latencyOf({ event, releasedAt }: Pick<Release, 'event' | 'releasedAt'>): Record<string, number> {
  const { request, trail } = event.facts;
  const latency: Record<string, number> = {};
  for (const { stage, durationMs } of trail.stages) latency[stage] = rounded((latency[stage] ?? 0) + durationMs);
  return { ...latency, total: latencyUntil(releasedAt, request) };
}

/** To the microsecond, which is more than the clocks are worth. */
export function rounded(ms: number): number {
  return Math.round(ms * 1_000) / 1_000;
}
