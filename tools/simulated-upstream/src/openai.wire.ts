import type { ResponseFormat } from '@gauntlet/contracts';
import type { TokenCounts } from '@gauntlet/models';
import { isObject, type Json, messagesIn, modelIn, objectIn, type Wire } from './wire';

const ROLES = ['system', 'user', 'assistant'];

/** OpenAI's chat completions. */
export const openAiWire: Wire = {
  callOf(body, idempotencyKey) {
    const { model, messages, response_format: format, ...parameters } = objectIn(body);
    const call = { model: modelIn(model), messages: messagesIn(messages, ROLES), parameters, idempotencyKey };
    return { ...call, responseFormat: formatOf(format) };
  },

  replyBody(reply, now) {
    const message = { role: 'assistant', content: reply.text, refusal: null };
    return {
      id: reply.responseId,
      object: 'chat.completion',
      created: Math.floor(now / 1000),
      model: reply.model,
      choices: [{ index: 0, message, finish_reason: reply.finishReason, logprobs: null }],
      ...usageOf(reply),
    };
  },

  emptyBody: () => ({ id: 'simulated', object: 'chat.completion', choices: [] }),

  errorBody: (message, code) => ({ error: { message, type: 'simulated_error', param: null, code } }),
};

function usageOf({ inputTokens, outputTokens }: TokenCounts): Json {
  if (inputTokens === null || outputTokens === null) return {};
  const usage = { prompt_tokens: inputTokens, completion_tokens: outputTokens };
  return { usage: { ...usage, total_tokens: inputTokens + outputTokens } };
}

function formatOf(format: unknown): ResponseFormat {
  const schema = isObject(format) && isObject(format.json_schema) ? format.json_schema.schema : undefined;
  return isObject(schema) ? { type: 'json_schema', schema: { ...schema } } : { type: 'text' };
}
