import { type Static, Type } from '@sinclair/typebox';

/** Tokens of one call; ten times the largest context there is. A count beyond it is no count. */
export const MOST_TOKENS = 100_000_000;
/** US dollars of one call; more than `MOST_TOKENS` of the dearest model. */
export const MOST_USD = 1_000_000;

/** Cost is null, never 0, for a model that the price table doesn't know. */
export const Usage = Type.Object({
  inputTokens: Type.Integer({ minimum: 0, maximum: MOST_TOKENS }),
  outputTokens: Type.Integer({ minimum: 0, maximum: MOST_TOKENS }),
  costUsd: Type.Union([Type.Number({ minimum: 0, maximum: MOST_USD }), Type.Null()]),
  priceTable: Type.Optional(
    Type.String({
      description:
        'name and version of the table that gave the cost; absent where there is no cost, in sums over several calls, and in events older than this field',
    }),
  ),
});
export type Usage = Static<typeof Usage>;
