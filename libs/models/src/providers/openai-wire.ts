import type OpenAI from 'openai';
import { invalidResponse } from '../failures';
import type { ModelCall, ModelReply } from '../model-provider';
import { countOrNull } from './count';

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
 * @throws ProviderError `provider_invalid_response`, worth a retry, when it holds no answer.
 */
export function replyFrom(provider: string, body: unknown, askedModel: string): ModelReply {
  if (typeof body !== 'object' || body === null) throw invalidResponse(provider, 'not with a JSON object');
  const completion = body as Partial<OpenAI.Chat.ChatCompletion>;
  const choice = Array.isArray(completion.choices) ? completion.choices[0] : undefined;
  if (!choice) throw invalidResponse(provider, 'without a choice');
  const text = choice.message?.content || choice.message?.refusal;
  if (typeof text !== 'string') throw invalidResponse(provider, 'without a text');
  const { usage } = completion;
  return {
    text,
    finishReason: choice.finish_reason ?? null,
    inputTokens: countOrNull(usage?.prompt_tokens),
    outputTokens: countOrNull(usage?.completion_tokens),
    cachedInputTokens: countOrNull(usage?.prompt_tokens_details?.cached_tokens) ?? 0,
    cacheWriteInputTokens: 0,
    model: typeof completion.model === 'string' ? completion.model : askedModel,
    responseId: typeof completion.id === 'string' ? completion.id : '',
  };
}
