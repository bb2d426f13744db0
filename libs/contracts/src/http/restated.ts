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

/** What a body may hold beyond its schema because it asks for nothing: values by name, by the schema that they belong to. */
export const RESTATED_BY_SCHEMA = {
  ChatCompletionRequest: RESTATED,
  StreamOptions: RESTATED_IN_STREAM,
  Message: RESTATED_IN_MESSAGE,
} as const;
