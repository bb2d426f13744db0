import type { ChatMessage, ResponseFormat } from '@gauntlet/contracts';
import { BadRequestError, isObject, messagesIn, modelIn, objectIn, type Wire } from './wire';

const ROLES = ['user', 'assistant'];
const STOP_REASONS: ReadonlyMap<string | null, string> = new Map([
  ['stop', 'end_turn'],
  ['length', 'max_tokens'],
  ['content_filter', 'refusal'],
]);

/** Anthropic's Messages API, as strict as the real one about its limit and its roles. */
export const anthropicWire: Wire = {
  callOf(body, idempotencyKey) {
    const { model, messages, system, max_tokens, output_config: output, ...parameters } = objectIn(body);
    if (!Number.isInteger(max_tokens)) throw new BadRequestError('max_tokens: Field required');
    const turns = [...systemIn(system), ...messagesIn(messages, ROLES)];
    return {
      model: modelIn(model),
      messages: turns,
      parameters: { ...parameters, max_tokens },
      idempotencyKey,
      responseFormat: formatOf(output),
    };
  },

  replyBody({ responseId, model, text, finishReason, inputTokens, outputTokens }) {
    return {
      id: responseId,
      type: 'message',
      role: 'assistant',
      model,
      content: [{ type: 'text', text, citations: null }],
      stop_reason: STOP_REASONS.get(finishReason ?? 'stop') ?? finishReason,
      stop_sequence: null,
      ...(inputTokens === null ? {} : { usage: { input_tokens: inputTokens, output_tokens: outputTokens } }),
    };
  },

  emptyBody: () => ({ id: 'simulated', type: 'message', role: 'assistant', content: null }),

  errorBody: (message, code) => ({ type: 'error', error: { type: code, message } }),
};

function systemIn(system: unknown): ChatMessage[] {
  if (system === undefined) return [];
  if (typeof system !== 'string') throw new BadRequestError('system: must be a string');
  return [{ role: 'system', content: system }];
}

function formatOf(output: unknown): ResponseFormat {
  const schema = isObject(output) && isObject(output.format) ? output.format.schema : undefined;
  return isObject(schema) ? { type: 'json_schema', schema: { ...schema } } : { type: 'text' };
}
