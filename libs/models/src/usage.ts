import type { Usage } from '@gauntlet/contracts';
import { costOf } from './cost';
import type { TokenCounts } from './model-provider';

/** What a reply used and cost; null when the provider did not count its tokens. */
export function usageOf(provider: string, answered: TokenCounts & { readonly model: string }): Usage | null {
  const { inputTokens, outputTokens } = answered;
  if (inputTokens === null || outputTokens === null) return null;
  const cost = costOf(provider, answered.model, answered);
  if (!cost) return { inputTokens, outputTokens, costUsd: null };
  return { inputTokens, outputTokens, costUsd: cost.usd, priceTable: cost.table };
}
