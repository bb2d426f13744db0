import type { ChatMessage } from '@gauntlet/contracts';
import type { ModelReply, SimulatedCall } from '@gauntlet/models';

/** Any JSON object. */
export type Json = Readonly<Record<string, unknown>>;

/** A wire format: how a provider's requests and answers look. */
export interface Wire {
  /** Whatever is not the format's own is a parameter. @throws BadRequestError naming the field. */
  callOf(body: unknown, idempotencyKey: string): SimulatedCall;
  replyBody(reply: ModelReply, now: number): Json;
  /** A whole answer in which no text is. */
  emptyBody(): Json;
  errorBody(message: string, code: string): Json;
}

/** Thrown for a body that is not a request of the format; answered with 400. A retry doesn't help. */
export class BadRequestError extends Error {
  readonly code = 'invalid_request';
  readonly retryable = false;

  constructor(message: string) {
    super(message);
    this.name = 'BadRequestError';
  }
}

/** @throws BadRequestError when it is none. */
export function objectIn(body: unknown): Json {
  if (!isObject(body)) throw new BadRequestError('the body must be a JSON object');
  return body;
}

/** @throws BadRequestError when it is none. */
export function modelIn(model: unknown): string {
  if (typeof model === 'string' && model !== '') return model;
  throw new BadRequestError('model: must be a string');
}

/** @throws BadRequestError when they are none, or have a role that the format doesn't know. */
export function messagesIn(messages: unknown, roles: readonly string[]): ChatMessage[] {
  if (Array.isArray(messages) && messages.every((message) => isMessage(message, roles))) return messages;
  throw new BadRequestError(`messages: must be an array of { role, content } with a role of ${roles.join(', ')}`);
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isMessage(value: unknown, roles: readonly string[]): value is ChatMessage {
  return isObject(value) && roles.includes(String(value.role)) && typeof value.content === 'string';
}
