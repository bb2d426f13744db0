import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../test/refusal';
import { ChatRequestPipe, RequestPipe } from './chat-request.pipe';

const pipe = new ChatRequestPipe();
const question = { role: 'user', content: 'Where is my parcel?' };
const body = { model: 'support-agent', messages: [question] };
const plain = pipe.transform(body);

/** Every optional parameter of OpenAI's chat completions: the values that ask for nothing, and one that asks for something. */
const PARAMETERS: readonly (readonly [name: string, restated: readonly unknown[], asks: unknown])[] = [
  ['audio', [], { voice: 'alloy', format: 'mp3' }],
  ['frequency_penalty', [0], 0.5],
  ['function_call', ['none', 'auto'], { name: 'f' }],
  ['functions', [[]], [{ name: 'f' }]],
  ['logit_bias', [{}], { 50256: -100 }],
  ['logprobs', [false], true],
  ['max_completion_tokens', [], 100],
  ['max_tokens', [], 100],
  ['modalities', [['text']], ['text', 'audio']],
  ['n', [1], 2],
  ['parallel_tool_calls', [true, false], 'yes'],
  ['prediction', [], { type: 'content', content: 'x' }],
  ['presence_penalty', [0], 0.5],
  ['prompt_cache_key', [], 'k'],
  ['prompt_cache_retention', [], '24h'],
  ['reasoning_effort', [], 'high'],
  ['response_format', [{ type: 'text' }], { type: 'json_object' }],
  ['safety_identifier', [], 'u'],
  ['seed', [], 7],
  ['service_tier', ['auto', 'default'], 'priority'],
  ['stop', [[]], ['\n']],
  ['store', [false], true],
  ['temperature', [1], 0],
  ['tool_choice', ['none', 'auto'], 'required'],
  ['tools', [[]], [{ type: 'function', function: { name: 'f' } }]],
  ['top_logprobs', [0], 5],
  ['top_p', [1], 0.1],
  ['user', [], 'u'],
  ['verbosity', ['medium'], 'low'],
  ['web_search_options', [], {}],
];
const NOT_REFUSED = ['metadata', 'stream', 'stream_options', 'conversation'];

const refusal = (of: unknown) => refusalOf(() => pipe.transform(of));

describe('an optional parameter of OpenAI', () => {
  it.each([...PARAMETERS.map(([name]) => name), ...NOT_REFUSED])('%s is not set when it is null', (name) => {
    expect(pipe.transform({ ...body, [name]: null })).toEqual(plain);
  });

  it.each(PARAMETERS)('%s may say what holds anyway, and is refused by name for more', (name, restated, asks) => {
    for (const value of restated) expect(pipe.transform({ ...body, [name]: value })).toEqual(plain);
    expect(refusal({ ...body, [name]: asks })).toMatchObject({
      status: 400,
      code: 'unsupported_parameter',
      param: name,
    });
  });

  it('may come with all others at once, as clients with defaults send them', () => {
    const all = Object.fromEntries(PARAMETERS.map(([name, [value]]) => [name, value ?? null]));
    expect(pipe.transform({ ...body, ...all, metadata: null, stream: false, stream_options: null })).toEqual(plain);
  });

  it.each([
    [{ stream: true, stream_options: { include_obfuscation: false } }, { includeUsage: false }],
    [{ stream: true, stream_options: { include_usage: true, include_obfuscation: false } }, { includeUsage: true }],
    [{ stream: true, stream_options: { include_usage: null } }, { includeUsage: false }],
    [{ stream: true, stream_options: {} }, { includeUsage: false }],
    [{ stream: false, stream_options: { include_usage: false, include_obfuscation: false } }, null],
    [{ stream_options: {} }, null],
  ])('of a stream may be restated: %j', (options, stream) => {
    expect(pipe.transform({ ...body, ...options }).stream).toEqual(stream);
  });
});

describe('an answer of ours', () => {
  const answer = { role: 'assistant', content: 'On its way.' };
  const turns = [question, answer, question];
  const given = pipe.transform({ ...body, messages: turns });

  it.each([
    { ...answer, refusal: null },
    { ...answer, refusal: null, annotations: [], audio: null, function_call: null, tool_calls: null },
    { ...answer, refusal: '', annotations: null, tool_calls: [], name: null, parsed: null, reasoning_content: null },
    { ...answer, refusal: null, gauntlet: { request_id: '1', verdicts: [] } },
    { ...answer, content: [{ type: 'text', text: answer.content }] },
  ])('is taken again as the client has it: %j', (message) => {
    expect(pipe.transform({ ...body, messages: [question, message, question] })).toEqual(given);
    const { history } = new RequestPipe().transform({ prompt: 'x', input: 'y', history: [message] });
    expect(history).toEqual([answer]);
  });

  it('is taken again when it is empty', () => {
    const messages = [question, { ...answer, content: '' }, question];
    expect(pipe.transform({ ...body, messages }).chat.history[1]?.content).toBe('');
  });

  it.each([
    [{ tool_calls: [{ id: '1', type: 'function', function: { name: 'f', arguments: '{}' } }] }, 'tool_calls'],
    [{ function_call: { name: 'f', arguments: '{}' } }, 'function_call'],
    [{ refusal: 'I will not' }, 'refusal'],
    [{ audio: { id: 'a' } }, 'audio'],
    [{ name: 'bob' }, 'name'],
  ])('is refused by name when it says more: %j', (more, field) => {
    const messages = [question, { ...answer, ...more }, question];
    expect(refusal({ ...body, messages })).toMatchObject({ status: 400, param: `messages[1].${field}` });
  });

  it('may have nulls and nothing else for a role and a text', () => {
    expect(refusal({ ...body, messages: [question, { role: 'assistant', content: null }, question] }).param).toBe(
      'messages[1].content',
    );
    expect(refusal({ model: null, messages: [question] }).param).toBe('model');
  });
});
