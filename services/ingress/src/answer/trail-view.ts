import { type Attempt, latencyUntil, type Opinion, toMicrosecond, type Verdict } from '@gauntlet/contracts';
import type { AttemptRecord, OpinionRecord, VerdictRecord } from '@gauntlet/contracts/http';
import type { Candidate } from '../wait/candidate';

/** Milliseconds that each stage worked, both turns together; the total is from acceptance to release, waiting included. */
export function latencyOf({ event, releasedAt }: Pick<Candidate, 'event' | 'releasedAt'>): Record<string, number> {
  const { request, trail } = event.facts;
  const latency: Record<string, number> = {};
  for (const { stage, durationMs } of trail.stages) latency[stage] = toMicrosecond((latency[stage] ?? 0) + durationMs);
  return { ...latency, total: latencyUntil(releasedAt, request) };
}

/** A verdict as callers see it. */
export function verdictView({ durationMs, judge, ...verdict }: Verdict): VerdictRecord {
  return { ...verdict, ...(judge ? { judge: opinionView(judge) } : {}), duration_ms: toMicrosecond(durationMs) };
}

function opinionView({ durationMs, usage, ...opinion }: Opinion): OpinionRecord {
  return {
    ...opinion,
    input_tokens: usage?.inputTokens ?? null,
    output_tokens: usage?.outputTokens ?? null,
    cost_usd: usage?.costUsd ?? null,
    duration_ms: toMicrosecond(durationMs),
  };
}

/** An attempt as callers see it. An attempt without a call has only the reason. */
export function attemptView(attempt: Attempt): AttemptRecord {
  const { turn, rung, number, provider, model, outcome, errorCode, cut, startedAt } = attempt;
  const made = attempt.outcome === 'skipped' ? null : attempt;
  return {
    turn,
    rung,
    number,
    provider,
    model,
    outcome,
    error_code: errorCode,
    provider_reason: made?.providerReason ?? null,
    input_tokens: made?.usage?.inputTokens ?? null,
    output_tokens: made?.usage?.outputTokens ?? null,
    cost_usd: made?.usage?.costUsd ?? null,
    maybe_billed: made?.maybeBilled ?? false,
    ledger: made?.ledger ?? null,
    cut,
    started_at: startedAt,
    duration_ms: toMicrosecond(made?.durationMs ?? 0),
  };
}
