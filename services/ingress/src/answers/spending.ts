import type { Attempt } from '@gauntlet/contracts';

/** What all attempts on a request used together. */
export interface Spending {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** US dollars; null when the price of any paid attempt is not known. */
  readonly costUsd: number | null;
}

/** Adds up what was paid for, failed and repaired attempts included; nothing paid is 0. */
export function spendingOf(attempts: readonly Attempt[]): Spending {
  const usages = attempts.flatMap(({ usage }) => (usage ? [usage] : []));
  const known = usages.every(({ costUsd }) => costUsd !== null);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    inputTokens: sum(usages.map(({ inputTokens }) => inputTokens)),
    outputTokens: sum(usages.map(({ outputTokens }) => outputTokens)),
    costUsd: known ? sum(usages.map(({ costUsd }) => costUsd ?? 0)) : null,
  };
}
