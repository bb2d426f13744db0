import { badRequest, type ApiError } from '../errors/api.error';

type Json = Readonly<Record<string, unknown>>;

const FIXED_BY_PIN = 'is set by the pin of the prompt, not by the caller; leave it out';
const NOT_YET = 'is not supported; leave it out';

// OpenAI's parameters that would change the answer: silence about them would be a lie.
const REFUSED: Readonly<Record<string, string>> = {
  ...entriesOf(FIXED_BY_PIN, ['temperature', 'top_p', 'max_tokens', 'max_completion_tokens', 'seed', 'stop']),
  ...entriesOf(FIXED_BY_PIN, ['frequency_penalty', 'presence_penalty', 'logit_bias', 'reasoning_effort', 'verbosity']),
  ...entriesOf(FIXED_BY_PIN, ['response_format']),
  ...entriesOf(NOT_YET, ['tools', 'tool_choice', 'parallel_tool_calls', 'functions', 'function_call']),
  ...entriesOf(NOT_YET, ['top_logprobs', 'modalities', 'audio', 'prediction', 'web_search_options']),
  ...entriesOf(NOT_YET, ['store', 'service_tier', 'user', 'safety_identifier', 'prompt_cache_key']),
};

// Parameters that may be spelled out at the one value that holds anyway.
const ONLY_VALUE: Readonly<Record<string, unknown>> = { n: 1, logprobs: false };

/**
 * What is left of a chat request once OpenAI's parameters that only restate our behaviour are gone, text parts joined.
 * @throws ApiError `unsupported_parameter` naming the first field that asks for something else.
 */
export function withoutUnsupported(body: Json): Json {
  const { messages, ...rest } = body;
  const kept = Object.entries(rest).filter(([name, value]) => !restatesBehaviour(name, value));
  return { ...Object.fromEntries(kept), messages: Array.isArray(messages) ? messages.map(supportedMessage) : messages };
}

function restatesBehaviour(name: string, value: unknown): boolean {
  const reason = Object.hasOwn(REFUSED, name) ? REFUSED[name] : undefined;
  if (reason) throw unsupported(name, reason);
  if (!Object.hasOwn(ONLY_VALUE, name)) return false;
  if (value !== ONLY_VALUE[name] && value !== null) throw unsupported(name, `can only be ${String(ONLY_VALUE[name])}`);
  return true;
}

function supportedMessage(message: unknown, index: number): unknown {
  if (!isObject(message)) return message;
  const { role, content } = message;
  if (role === 'system' || role === 'developer' || role === 'tool' || role === 'function') {
    throw unsupported(
      `messages[${index}].role`,
      `"${role}" is not for callers; the prompt file alone speaks as system`,
    );
  }
  return Array.isArray(content) ? { ...message, content: joinedText(content, index) } : message;
}

function joinedText(parts: readonly unknown[], index: number): string {
  return parts.map((part, at) => textOf(part, `messages[${index}].content[${at}]`)).join('\n');
}

function textOf(part: unknown, param: string): string {
  if (!isObject(part) || part['type'] !== 'text')
    throw unsupported(param, 'must be a text part; images, audio and files are not supported');
  if (typeof part['text'] !== 'string')
    throw badRequest(`${param}.text must be a string`, { code: 'invalid_request', param });
  return part['text'];
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unsupported(param: string, problem: string): ApiError {
  return badRequest(`${param} ${problem}`, { code: 'unsupported_parameter', param });
}

function entriesOf(reason: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, reason]));
}
