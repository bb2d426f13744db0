import type { Attempt, Usage } from './parts/trail';

const NOTHING: Usage = { inputTokens: 0, outputTokens: 0, costUsd: 0 };

/**
 * What a request used in all: sums over every call that was paid, also one whose completion was thrown away. One
 * unknown price makes the cost null; no paid call costs 0.
 */
export function paidUsage(attempts: readonly Attempt[]): Usage {
  return attempts.flatMap(({ usage }) => (usage ? [usage] : [])).reduce(plus, NOTHING);
}

function plus(a: Usage, b: Usage): Usage {
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    costUsd: a.costUsd === null || b.costUsd === null ? null : a.costUsd + b.costUsd,
  };
}
