import { describe, expect, it } from 'vitest';
import type { ModelReply } from '../model-provider';
import { messageFrom } from './anthropic-wire';
import { replyFrom } from './openai-wire';

const USAGE = { prompt_tokens: 1000, completion_tokens: 100 };

interface Written {
  readonly content?: unknown;
  readonly finish?: unknown;
  readonly message?: object;
  readonly [field: string]: unknown;
}

/** OpenAI's body with an answer, changed. */
function openAi({ content = 'hello', finish = 'stop', message = {}, ...more }: Written = {}): ModelReply {
  const choices = [{ message: { role: 'assistant', content, ...message }, finish_reason: finish }];
  return replyFrom('groq', { id: 'id-1', model: 'm-1', choices, usage: USAGE, ...more }, 'asked');
}

function failureOf(read: () => ModelReply): unknown {
  try {
    return read();
  } catch (error) {
    return error;
  }
}

describe('the text of an answer', () => {
  it.each([
    ['parts', [{ type: 'text', text: 'one ' }, { type: 'image_url' }, { type: 'text', text: 'two' }], 'one two'],
    ['parts with reasoning', [{ type: 'thinking', thinking: [{ type: 'text', text: 'hm' }] }, 'final'], 'final'],
    ['reasoning before it', '<think>\nhm\n</think>\n\nfinal', 'final'],
    ['reasoning in the middle', 'one <THINK>hm</think > two', 'one  two'],
    ['reasoning that the prompt opened', 'hm, the customer…\n</think>\nfinal', 'final'],
    ['reasoning inside reasoning', '<think>a<think>b</think>c</think>final', 'final'],
    ['reasoning that never ends', 'final <think>hm', 'final'],
    ['a text like a tag', 'if a <thinker> b', 'if a <thinker> b'],
  ])('is read from %s', (_, content, text) => {
    expect(openAi({ content }).text).toBe(text);
  });

  it('is the refusal where there is no other', () => {
    expect(openAi({ content: null, message: { refusal: 'no' } }).text).toBe('no');
  });

  it.each([
    ['content_filter', '', 'provider_content_filtered'],
    ['length', null, 'provider_no_text'],
    ['tool_calls', null, 'provider_no_text'],
    ['stop', ' \n\u2003', 'provider_no_text'],
    ['stop', '<think>only this', 'provider_no_text'],
    ['stop', { toString: 'x' }, 'provider_no_text'],
    ['stop', [['a'], null, 7], 'provider_no_text'],
  ])('that ends by %s as %j is a failure that another try would repeat', (finish, content, code) => {
    const spent = { inputTokens: 1000, outputTokens: 100, model: 'm-1' };
    expect(failureOf(() => openAi({ content, finish }))).toMatchObject({ code, retryable: false, spent });
  });

  it('is not there without any reason in a broken answer, which may be whole the next time', () => {
    const broken = failureOf(() => openAi({ content: '', finish: null }));
    expect(broken).toMatchObject({ code: 'provider_invalid_response', retryable: true, spent: { inputTokens: 1000 } });
    const none = failureOf(() => openAi({ choices: [] }));
    expect(none).toMatchObject({ code: 'provider_invalid_response', spent: { inputTokens: 1000 } });
  });

  it('takes time in proportion to its length, whatever tags it is made of', () => {
    for (const piece of ['<think>', '</think>', '<think', '<think         ', '<think></think>']) {
      const started = performance.now();
      failureOf(() => openAi({ content: piece.repeat(262_144 / piece.length) }));
      expect(performance.now() - started).toBeLessThan(1_000);
    }
  });
});

describe('what a provider writes beside the text', () => {
  it.each([
    [{ a: 1 }],
    [7e300],
    ['m'.repeat(900_000)],
    ['gpt\r\n{"level":"error"}'],
    ['jo@example.com'],
    ['a b'],
    [''],
    [null],
  ])('is left out when it can be no name: %j', (value) => {
    const reply = openAi({ model: value, finish: value, id: value });
    expect(reply).toMatchObject({ text: 'hello', model: 'asked', finishReason: null, responseId: '' });
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('is a word like any other: %s', (word) => {
    expect(openAi({ finish: word, model: word })).toMatchObject({ finishReason: word, model: word });
    const message = { content: [{ type: 'text', text: 'hi' }], stop_reason: word, model: word };
    expect(messageFrom('anthropic', message, 'asked')).toMatchObject({ finishReason: word, model: word });
  });

  it.each([1e300, -1, 1.5, NaN, Infinity, '1000', Number.MAX_SAFE_INTEGER, {}, null])(
    'is no count of tokens when it is %s',
    (count) => {
      expect(openAi({ usage: { ...USAGE, prompt_tokens: count } }).inputTokens).toBeNull();
      expect(openAi({ usage: { ...USAGE, completion_tokens: count } }).outputTokens).toBeNull();
      const usage = { input_tokens: count, output_tokens: count };
      const message = { content: [{ type: 'text', text: 'hi' }], usage };
      expect(messageFrom('anthropic', message, 'a')).toMatchObject({ inputTokens: null, outputTokens: null });
    },
  );

  it.each<[string, object, object]>([
    ['OpenAI', { prompt_tokens_details: { cached_tokens: 800, cache_write_tokens: 100 } }, { written: 100 }],
    ['DeepSeek', { prompt_cache_hit_tokens: 800, prompt_cache_miss_tokens: 200 }, { written: 0 }],
  ])('tells what went through the cache, in the words of %s', (_, words, { written }: { written?: number }) => {
    const reply = openAi({ usage: { ...USAGE, ...words } });
    expect(reply).toMatchObject({ inputTokens: 1000, cachedInputTokens: 800, cacheWriteInputTokens: written });
  });

  it('counts what went through Anthropic’s cache as input', () => {
    const usage = { input_tokens: 10, cache_read_input_tokens: 5, cache_creation_input_tokens: 3, output_tokens: 2 };
    const content = [
      { type: 'thinking', thinking: 'hm' },
      { type: 'text', text: 'hel' },
      { type: 'text', text: 'lo' },
    ];
    const body = { id: 'msg_1', model: 'large-1', content, stop_reason: 'refusal', usage };
    expect(messageFrom('anthropic', body, 'large')).toEqual({
      text: 'hello',
      finishReason: 'content_filter',
      inputTokens: 18,
      outputTokens: 2,
      cachedInputTokens: 5,
      cacheWriteInputTokens: 3,
      model: 'large-1',
      responseId: 'msg_1',
    });
  });

  it('makes the input unknown when its parts can’t be', () => {
    const usage = { ...USAGE, prompt_tokens_details: { cached_tokens: -1 } };
    expect(openAi({ usage }).inputTokens).toBeNull();
    const usages = { input_tokens: 5, cache_read_input_tokens: 1e300, output_tokens: 5 };
    const message = { content: [{ type: 'text', text: 'hi' }], usage: usages };
    expect(messageFrom('anthropic', message, 'a')).toMatchObject({ inputTokens: null, outputTokens: 5 });
  });
});
