import type { Attempt, Verdict } from '@gauntlet/contracts';
import { rounded } from './latency';

/** A verdict as callers see it. */
export function verdictView({ side, turn, check, outcome, reason, cause, durationMs }: Verdict) {
  return {
    side,
    turn,
    check,
    outcome,
    reason,
    ...(cause === undefined ? {} : { cause }),
    duration_ms: rounded(durationMs),
  };
}

/** An attempt as callers see it. */
export function attemptView(attempt: Attempt) {
  const { turn, rung, number, provider, model, outcome, errorCode, usage, ledger, cut, startedAt, durationMs } =
    attempt;
  return {
    turn,
    rung,
    number,
    provider,
    model,
    outcome,
    error_code: errorCode,
    provider_reason: attempt.providerReason ?? null,
    input_tokens: usage?.inputTokens ?? null,
    output_tokens: usage?.outputTokens ?? null,
    cost_usd: usage?.costUsd ?? null,
    maybe_billed: attempt.maybeBilled ?? false,
    ledger,
    cut,
    started_at: startedAt,
    duration_ms: rounded(durationMs),
  };
}

/** A verdict in JSON. */
export type VerdictView = ReturnType<typeof verdictView>;

/** An attempt in JSON. */
export type AttemptView = ReturnType<typeof attemptView>;
