import { ApiError } from '../errors/api.error';
import { isObject, messageWithoutRestated, withoutRestated } from './restated';

type Json = Readonly<Record<string, unknown>>;

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
 * What is left of a chat request once OpenAI's parameters that only restate our behaviour are gone, text parts joined.
 * @throws ApiError `unsupported_parameter` naming the first field that asks for something else.
 */
export function withoutUnsupported(body: Json): Json {
  const asked = withoutRestated(body);
  for (const name of Object.keys(asked)) if (Object.hasOwn(REFUSED, name)) throw unsupported(name, REFUSED[name] ?? '');
  const { messages } = asked;
  return Array.isArray(messages) ? { ...asked, messages: supportedMessages(messages, 'messages') } : asked;
}

/**
 * Messages without what asks for nothing, text parts joined; `param` names the list in refusals.
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
  return Array.isArray(content) ? { ...message, content: joinedText(content, param) } : message;
}

function joinedText(parts: readonly unknown[], param: string): string {
  return parts.map((part, at) => textOf(part, `${param}.content[${at}]`)).join('\n');
}

function textOf(part: unknown, param: string): string {
  if (!isObject(part) || part['type'] !== 'text')
    throw unsupported(param, 'must be a text part; images, audio and files are not supported');
  if (typeof part['text'] !== 'string')
    throw new ApiError('invalid_request', `${param}.text must be a string`, { param });
  return part['text'];
}

function unsupported(param: string, problem: string): ApiError {
  return new ApiError('unsupported_parameter', `${param} ${problem}`, { param });
}

function entriesOf(reason: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, reason]));
}
