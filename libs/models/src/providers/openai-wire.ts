import type OpenAI from 'openai';
import { invalidResponse } from '../failures';
import type { ModelCall, ModelReply, TokenCounts } from '../model-provider';
import { fieldsOf, replyOf, textIn } from './reply';
import { tokenCounts } from './token-counts';

type Body = OpenAI.Chat.ChatCompletionCreateParamsNonStreaming;

/** The request body of a call: the pin's parameters as they are, then what Gauntlet decides. */
export function requestBody({ model, messages, parameters, responseFormat }: ModelCall): Body {
  return { ...formatOf(responseFormat), ...parameters, model, messages: [...messages], stream: false };
}

function formatOf(format: ModelCall['responseFormat']): Pick<Body, 'response_format'> {
  if (format.type === 'text') return {};
  return { response_format: { type: 'json_schema', json_schema: { name: 'answer', schema: format.schema } } };
}

/**
 * Reads a body that came with status 200. Compatible servers differ, so nothing in it is taken for granted.
 * @throws ProviderError when it holds no answer.
 */
export function replyFrom(provider: string, body: unknown, askedModel: string): ModelReply {
  const { choices, usage, model, id } = fieldsOf(body);
  const choice: unknown = Array.isArray(choices) ? choices[0] : undefined;
  const tokens = tokensOf(usage);
  if (!choice) throw invalidResponse(provider, 'without a choice', { model: askedModel, ...tokens });
  const { message, finish_reason: finishReason } = fieldsOf(choice);
  const { content, refusal } = fieldsOf(message);
  const text = textIn(content) || textIn(refusal);
  return replyOf({ provider, askedModel, text, finishReason, model, responseId: id, tokens });
}

// DeepSeek counts what came from its cache in a field of its own.
function tokensOf(usage: unknown): TokenCounts {
  const { prompt_tokens, completion_tokens, prompt_tokens_details, prompt_cache_hit_tokens } = fieldsOf(usage);
  const { cached_tokens, cache_write_tokens } = fieldsOf(prompt_tokens_details);
  return tokenCounts({
    input: prompt_tokens,
    output: completion_tokens,
    cached: cached_tokens ?? prompt_cache_hit_tokens,
    cacheWrite: cache_write_tokens,
  });
}
