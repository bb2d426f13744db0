import { calcPrice } from '@pydantic/genai-prices';
import type { TokenCounts } from './model-provider';

/** US dollars per million tokens of every simulated model: made up, stated here, so that cost is visible locally. */
const SIMULATED_PRICE = { input: 0.15, output: 0.6 };
const SIMULATED = /^simulated(\/|$)/;
const MILLION = 1_000_000;

/**
 * Price of a call in US dollars from the bundled table of genai-prices (no network). Null, never 0, for a model that
 * the table doesn't know or tokens that the provider didn't count.
 */
export function costOf(provider: string, model: string, tokens: TokenCounts): number | null {
  const { inputTokens, outputTokens, cachedInputTokens } = tokens;
  if (inputTokens === null || outputTokens === null) return null;
  if (SIMULATED.test(provider) || SIMULATED.test(model)) {
    return (inputTokens * SIMULATED_PRICE.input + outputTokens * SIMULATED_PRICE.output) / MILLION;
  }
  const usage = {
    input_tokens: inputTokens,
    output_tokens: outputTokens,
    cache_read_tokens: Math.min(cachedInputTokens, inputTokens),
  };
  return calcPrice(usage, model, { providerId: provider })?.total_price ?? null;
}
