import { MOST_TOKENS } from '@gauntlet/contracts';
import type { TokenCounts } from '../model-provider';

/** Token counts as a provider wrote them. An absent part counts as 0. */
export interface WrittenCounts {
  readonly input: unknown;
  readonly output: unknown;
  /** Part of the input. */
  readonly cached: unknown;
  /** Part of the input. */
  readonly cacheWrite: unknown;
}

/** A count from outside, or null for anything that can't be one: no whole number, negative, or beyond any model. */
export function countOrNull(value: unknown): number | null {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MOST_TOKENS
    ? (value as number)
    : null;
}

/** The counts that can be relied on. One implausible part makes the input unknown: its price can't be told. */
export function tokenCounts({ input, output, cached, cacheWrite }: WrittenCounts): TokenCounts {
  const cachedInputTokens = countOrNull(cached ?? 0);
  const cacheWriteInputTokens = countOrNull(cacheWrite ?? 0);
  const isKnown = cachedInputTokens !== null && cacheWriteInputTokens !== null;
  return {
    inputTokens: isKnown ? countOrNull(input) : null,
    outputTokens: countOrNull(output),
    cachedInputTokens: cachedInputTokens ?? 0,
    cacheWriteInputTokens: cacheWriteInputTokens ?? 0,
  };
}
