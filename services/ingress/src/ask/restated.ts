import { isDeepStrictEqual } from 'node:util';

type Json = Readonly<Record<string, unknown>>;

// OpenAI's parameters at the values that ask for nothing: what they say holds anyway.
const RESTATED: Readonly<Record<string, readonly unknown[]>> = {
  frequency_penalty: [0],
  function_call: ['none', 'auto'],
  functions: [[]],
  logit_bias: [{}],
  logprobs: [false],
  modalities: [['text']],
  n: [1],
  parallel_tool_calls: [true, false],
  presence_penalty: [0],
  response_format: [{ type: 'text' }],
  service_tier: ['auto', 'default'],
  stop: [[]],
  store: [false],
  temperature: [1],
  tool_choice: ['none', 'auto'],
  tools: [[]],
  top_logprobs: [0],
  top_p: [1],
  verbosity: ['medium'],
};

const RESTATED_IN_STREAM: Readonly<Record<string, readonly unknown[]>> = { include_obfuscation: [false] };

// What a message of ours carries beside its text, and what OpenAI's clients add to it.
const RESTATED_IN_MESSAGE: Readonly<Record<string, readonly unknown[]>> = {
  annotations: [[]],
  refusal: [''],
  tool_calls: [[]],
};

/** The same tables for the description of the API, by the schema that they belong to. */
export const RESTATED_BY_SCHEMA = {
  ChatRequestDto: RESTATED,
  StreamOptionsDto: RESTATED_IN_STREAM,
  ChatMessageDto: RESTATED_IN_MESSAGE,
} as const;

/** A body without what asks for nothing: null for "not set", and OpenAI's parameters at their defaults. */
export function withoutRestated(body: Json): Json {
  const { stream_options: options, ...rest } = without(RESTATED, body);
  if (!isObject(options)) return options === undefined ? rest : { ...rest, stream_options: options };
  const wishes = without(RESTATED_IN_STREAM, options);
  const asksNothing = Object.entries(wishes).every(([name, wish]) => name === 'include_usage' && wish === false);
  return asksNothing && rest['stream'] !== true ? rest : { ...rest, stream_options: wishes };
}

/** The same of a message: one that we gave can be given back as it is, with all that clients keep in it. */
export function messageWithoutRestated(message: Json): Json {
  const { gauntlet: _ours, ...rest } = without(RESTATED_IN_MESSAGE, message);
  return rest;
}

/** True for what JSON calls an object. */
export function isObject(value: unknown): value is Json {
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
