import type { ChatMessage, ResponseFormat } from '@gauntlet/contracts';
import type { ModelReply, SimulatedCall } from '@gauntlet/models';

type Json = Readonly<Record<string, unknown>>;

/** Thrown for a body that is not a chat completion request; answered with 400. */
export class BadRequestError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BadRequestError';
  }
}

/**
 * Reads OpenAI's request body as a call. Whatever is not model, messages or response_format is a parameter.
 * @throws BadRequestError naming the field.
 */
export function callOf(body: unknown, idempotencyKey: string): SimulatedCall {
  if (!isObject(body)) throw new BadRequestError('the body must be a JSON object');
  const { model, messages, response_format: format, ...parameters } = body;
  if (typeof model !== 'string' || model === '') throw new BadRequestError('model: must be a string');
  if (!Array.isArray(messages) || !messages.every(isMessage)) {
    throw new BadRequestError('messages: must be an array of { role, content }');
  }
  return { model, messages, parameters, responseFormat: formatOf(format), idempotencyKey };
}

/** A reply as OpenAI's chat completion. */
export function completionBody(reply: ModelReply, now: number): Json {
  const prompt_tokens = reply.inputTokens ?? 0;
  const completion_tokens = reply.outputTokens ?? 0;
  const message = { role: 'assistant', content: reply.text, refusal: null };
  return {
    id: reply.responseId,
    object: 'chat.completion',
    created: Math.floor(now / 1000),
    model: reply.model,
    choices: [{ index: 0, message, finish_reason: reply.finishReason, logprobs: null }],
    usage: { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens },
  };
}

/** An error in OpenAI's shape. */
export function errorBody(message: string, code: string): Json {
  return { error: { message, type: 'simulated_error', param: null, code } };
}

function formatOf(format: unknown): ResponseFormat {
  const schema = isObject(format) && isObject(format.json_schema) ? format.json_schema.schema : undefined;
  return isObject(schema) ? { type: 'json_schema', schema: { ...schema } } : { type: 'text' };
}

function isMessage(value: unknown): value is ChatMessage {
  return (
    isObject(value) && ['system', 'user', 'assistant'].includes(String(value.role)) && typeof value.content === 'string'
  );
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
