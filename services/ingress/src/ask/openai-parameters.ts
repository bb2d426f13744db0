import { isDeepStrictEqual } from 'node:util';
import { RESTATED_BY_SCHEMA } from '@gauntlet/contracts/http';
import { ApiError } from '../api.error';

type Json = Readonly<Record<string, unknown>>;

/** A body without what asks for nothing: null for "not set", and OpenAI's parameters at their defaults. */
function withoutRestated(body: Json): Json {
  const { stream_options: options, ...rest } = without(RESTATED_BY_SCHEMA.ChatCompletionRequest, body);
  if (!isObject(options)) return options === undefined ? rest : { ...rest, stream_options: options };
  const wishes = without(RESTATED_BY_SCHEMA.StreamOptions, options);
  const asksNothing = Object.entries(wishes).every(([name, wish]) => name === 'include_usage' && wish === false);
  return asksNothing && rest['stream'] !== true ? rest : { ...rest, stream_options: wishes };
}

/** The same of a message: one that we gave can be given back as it is, with all that clients keep in it. */
function messageWithoutRestated(message: Json): Json {
  const { gauntlet: _ours, ...rest } = without(RESTATED_BY_SCHEMA.Message, message);
  return rest;
}

/** True for what JSON calls an object. */
function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function without(restated: Readonly<Record<string, readonly unknown[]>>, json: Json): Json {
  const asks = ([name, value]: [string, unknown]) => value !== null && !isAmong(restated, name, value);
  return Object.fromEntries(Object.entries(json).filter(asks));
}

function isAmong(restated: Readonly<Record<string, readonly unknown[]>>, name: string, value: unknown): boolean {
  const values = Object.hasOwn(restated, name) ? restated[name] : undefined;
  return values?.some((it) => isDeepStrictEqual(it, value)) ?? false;
}

const FIXED_BY_PIN = 'is set by the pin of the prompt, not by the caller; leave it out';
const NOT_YET = 'is not supported; leave it out';
const ONE_ANSWER = 'can only be 1';

// OpenAI's parameters that would change the answer: silence about them would be a lie.
const REFUSED: Readonly<Record<string, string>> = {
  ...entriesOf(FIXED_BY_PIN, ['temperature', 'top_p', 'max_tokens', 'max_completion_tokens', 'seed', 'stop']),
  ...entriesOf(FIXED_BY_PIN, ['frequency_penalty', 'presence_penalty', 'logit_bias', 'reasoning_effort', 'verbosity']),
  ...entriesOf(FIXED_BY_PIN, ['response_format']),
  ...entriesOf(NOT_YET, ['tools', 'tool_choice', 'parallel_tool_calls', 'functions', 'function_call']),
  ...entriesOf(NOT_YET, ['logprobs', 'top_logprobs', 'modalities', 'audio', 'prediction', 'web_search_options']),
  ...entriesOf(NOT_YET, ['store', 'service_tier', 'user', 'safety_identifier', 'prompt_cache_key']),
  ...entriesOf(NOT_YET, ['prompt_cache_retention']),
  ...entriesOf(ONE_ANSWER, ['n']),
};

/**
 * What is left of a chat request once OpenAI's parameters that only restate our behaviour are gone.
 * @throws ApiError `unsupported_parameter` naming the first field that asks for something else.
 */
export function withoutUnsupported(body: Json): Json {
  const asked = withoutRestated(body);
  for (const name of Object.keys(asked)) if (Object.hasOwn(REFUSED, name)) throw unsupported(name, REFUSED[name] ?? '');
  const { messages } = asked;
  return Array.isArray(messages) ? { ...asked, messages: supportedMessages(messages, 'messages') } : asked;
}

/**
 * Messages without what asks for nothing; `param` names the list in refusals.
 * @throws as {@link withoutUnsupported}.
 */
export function supportedMessages(messages: readonly unknown[], param: string): unknown[] {
  return messages.map((message, index) => (isObject(message) ? supported(message, `${param}[${index}]`) : message));
}

function supported(sent: Json, param: string): Json {
  const message = messageWithoutRestated(sent);
  const { role, content } = message;
  if (role === 'system' || role === 'developer' || role === 'tool' || role === 'function') {
    throw unsupported(`${param}.role`, `"${role}" is not for callers; the prompt file alone speaks as system`);
  }
  if (Array.isArray(content)) content.forEach((part, at) => requireText(part, `${param}.content[${at}]`));
  return message;
}

function requireText(part: unknown, param: string): void {
  if (!isObject(part) || part['type'] !== 'text')
    throw unsupported(param, 'must be a text part; images, audio and files are not supported');
  if (typeof part['text'] !== 'string')
    throw new ApiError('invalid_request', `${param}.text must be a string`, { param });
}

function unsupported(param: string, problem: string): ApiError {
  return new ApiError('unsupported_parameter', `${param} ${problem}`, { param });
}

function entriesOf(reason: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, reason]));
}
