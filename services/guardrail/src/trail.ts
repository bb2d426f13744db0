import type { Stage, StageTiming, Trail, Verdict } from '@gauntlet/contracts';

/** Starts the clock of a stage's work; the returned function says how it went so far. */
export function startTiming(where: { stage: Stage; turn: number; instance: string }): () => StageTiming {
  const startedAt = new Date().toISOString();
  const start = performance.now();
  return () => ({ ...where, startedAt, durationMs: Math.round((performance.now() - start) * 1000) / 1000 });
}

/** The trail with this stage's work appended; the incoming one stays as it is. */
export function extended(trail: Trail, timing: StageTiming, verdicts: readonly Verdict[]): Trail {
  return { ...trail, stages: [...trail.stages, timing], verdicts: [...trail.verdicts, ...verdicts] };
}
