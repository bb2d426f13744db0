import type { ChatMessage, ResponseFormat } from '@gauntlet/contracts';

/** One call of one model. The same idempotency key means the same question: every try of it sends the same key. */
export interface ModelCall {
  readonly model: string;
  /** Sent to the provider as they are. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly messages: readonly ChatMessage[];
  readonly responseFormat: ResponseFormat;
  readonly idempotencyKey: string;
  /** Ends the call; a provider must give up at once and throw a `ProviderError`. */
  readonly signal: AbortSignal;
}

/** Tokens as the provider counted them; null where it didn't say, never a guess. */
export interface TokenCounts {
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  /** Part of the input that the provider read from its cache and bills at a lower price. */
  readonly cachedInputTokens: number;
  /** Part of the input that the provider wrote to its cache and bills at a higher price. */
  readonly cacheWriteInputTokens: number;
}

/** What a model said. `model` is the name that the provider answered with, which may be more exact than the one asked. */
export interface ModelReply extends TokenCounts {
  readonly text: string;
  readonly finishReason: string | null;
  readonly model: string;
  readonly responseId: string;
}

/** A way to reach models. One call is one try: providers never retry by themselves. */
export interface ModelProvider {
  /** What a pin's `provider` says, and what the trail, the spans and the price table are keyed by. */
  readonly name: string;
  /** @throws ProviderError for every failure; its `retryable` says whether the same call can work later. */
  complete(call: ModelCall): Promise<ModelReply>;
}
