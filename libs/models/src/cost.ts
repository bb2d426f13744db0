import { calcPrice } from '@pydantic/genai-prices';
import { MOST_USD } from '@gauntlet/contracts';
import type { TokenCounts } from './model-provider';

/** Which price table is bundled; kept equal to the installed package by a spec. */
const PRICE_TABLE = 'genai-prices@0.1.8';

/** US dollars per million tokens of every simulated model: made up, stated here, so that cost is visible locally. */
const SIMULATED_PRICE = { input: 0.15, output: 0.6 };
const SIMULATED = /^simulated(\/|$)/;
const MILLION = 1_000_000;

/** What a call cost, and by which table: prices change, and an old record must still be explainable. */
export interface Cost {
  /** US dollars. */
  readonly usd: number;
  /** Name and version; `simulated` for the made-up price of simulated models. */
  readonly table: string;
}

/**
 * Price of a call from the bundled table of genai-prices (no network). Null, never 0, for a model that the table doesn't
 * know, tokens that the provider didn't count, and a sum that no call costs.
 */
export function costOf(provider: string, model: string, tokens: TokenCounts): Cost | null {
  const { inputTokens, outputTokens, cachedInputTokens, cacheWriteInputTokens } = tokens;
  if (inputTokens === null || outputTokens === null) return null;
  if (SIMULATED.test(provider) || SIMULATED.test(model)) return simulatedCost(inputTokens, outputTokens);
  const cached = Math.min(cachedInputTokens, inputTokens);
  const usage = {
    input_tokens: inputTokens,
    output_tokens: outputTokens,
    cache_read_tokens: cached,
    cache_write_tokens: Math.min(cacheWriteInputTokens, inputTokens - cached),
  };
  const usd = calcPrice(usage, model, { providerId: provider })?.total_price;
  return isPlausible(usd) ? { usd, table: PRICE_TABLE } : null;
}

function isPlausible(usd: number | undefined): usd is number {
  return usd !== undefined && usd >= 0 && usd <= MOST_USD;
}

function simulatedCost(input: number, output: number): Cost {
  return { usd: (input * SIMULATED_PRICE.input + output * SIMULATED_PRICE.output) / MILLION, table: 'simulated' };
}
