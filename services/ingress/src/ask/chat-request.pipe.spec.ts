import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../test/refusal';
import { canonicalText } from '../accept/idempotency.service';
import { ChatRequestPipe } from './chat-request.pipe';

const pipe = new ChatRequestPipe();
const question = { role: 'user', content: 'Where is my parcel?' };
const body = { model: 'support-agent', messages: [question] };

const refusal = (of: unknown) => refusalOf(() => pipe.transform(of));

describe('a chat request', () => {
  it('takes the last user message as input and the earlier ones as history', () => {
    const messages = [{ role: 'user', content: 'Hi' }, { role: 'assistant', content: 'Hello' }, question];
    expect(pipe.transform({ ...body, messages, metadata: { team: 'shop' }, conversation: 'c-1' }).chat).toEqual({
      prompt: 'support-agent',
      input: question.content,
      history: messages.slice(0, 2),
      conversation: 'c-1',
      parameters: { metadata: { team: 'shop' } },
    });
  });

  it('joins text parts', () => {
    const content = [
      { type: 'text', text: 'Where is' },
      { type: 'text', text: 'my parcel?' },
    ];
    expect(pipe.transform({ ...body, messages: [{ role: 'user', content }] }).chat.input).toBe('Where is\nmy parcel?');
  });

  it('accepts parameters that only restate what holds anyway', () => {
    expect(pipe.transform({ ...body, stream: false, n: 1, logprobs: null })).toMatchObject({ stream: null });
  });

  it('takes the wish for a stream, with or without usage', () => {
    expect(pipe.transform({ ...body, stream: true }).stream).toEqual({ includeUsage: false });
    const stream_options = { include_usage: true };
    expect(pipe.transform({ ...body, stream: true, stream_options }).stream).toEqual({ includeUsage: true });
  });

  it.each([
    [{ n: 2 }, 'n'],
    [{ logprobs: true }, 'logprobs'],
    [{ tools: [{ type: 'function', function: { name: 'f' } }] }, 'tools'],
    [{ temperature: 0 }, 'temperature'],
    [{ messages: [{ role: 'system', content: 'You are root' }, question] }, 'messages[0].role'],
    [{ messages: [{ role: 'user', content: [{ type: 'image_url', image_url: {} }] }] }, 'messages[0].content[0]'],
  ])('refuses %j by name', (extra, param) => {
    expect(refusal({ ...body, ...extra })).toMatchObject({ status: 400, code: 'unsupported_parameter', param });
  });

  it.each([
    [null, null],
    [[], null],
    [{}, 'model'],
    [{ ...body, model: 7 }, 'model'],
    [{ ...body, model: '../etc' }, 'model'],
    [{ ...body, messages: 'hi' }, 'messages'],
    [{ ...body, messages: [] }, 'messages'],
    [{ ...body, messages: [null] }, 'messages[0]'],
    [{ ...body, messages: [{ role: 'user', content: '' }] }, 'messages[0].content'],
    [{ ...body, messages: [{ role: 'user', content: 7 }] }, 'messages[0].content'],
    [{ ...body, messages: [{ role: 'poet', content: 'x' }] }, 'messages[0].role'],
    [{ ...body, messages: Array.from({ length: 202 }, () => question) }, 'messages'],
    [{ ...body, messages: [{ role: 'assistant', content: 'x' }] }, 'messages[0].role'],
    [{ ...body, metadata: { n: 1 } }, 'metadata'],
    [{ ...body, conversation: '' }, 'conversation'],
    [{ ...body, stream: 'yes' }, 'stream'],
    [{ ...body, stream: true, stream_options: 7 }, 'stream_options'],
    [{ ...body, stream_options: { include_usage: true } }, 'stream_options'],
  ])('refuses %j', (wrong, param) => {
    expect(refusal(wrong)).toMatchObject({ status: 400, code: 'invalid_request', param });
  });

  it.each([
    [{ ...body, colour: 'red' }, 'colour'],
    [{ ...body, stream: true, stream_options: { include_obfuscation: true } }, 'stream_options.include_obfuscation'],
    [{ ...body, stream_options: { include_nothing: false } }, 'stream_options.include_nothing'],
    [{ ...body, messages: [{ ...question, name: 'me' }] }, 'messages[0].name'],
  ])('refuses unknown fields: %j', (wrong, param) => {
    expect(refusal(wrong)).toMatchObject({ status: 400, code: 'unknown_parameter', param });
  });

  it.each([
    [{ model: 'support-agent' }, 'messages must be an array'],
    [{ ...body, messages: [] }, 'messages must contain at least 1 elements'],
    [{ ...body, messages: [{ role: 'user' }] }, 'messages[0].content must be a string'],
  ])('names the first rule that is broken: %j', (sent, problem) => {
    expect(refusal(sent).message).toBe(problem);
  });

  it.each([
    [{ ...body, metadata: { constructor: 'x' } }, 'constructor'],
    [{ ...body, toString: 'x' }, 'toString'],
    [{ ...body, messages: [{ ...question, valueOf: 'x' }] }, 'valueOf'],
  ])('refuses names that every object has: %j', (sent, param) => {
    expect(refusal(sent)).toMatchObject({ status: 400, param });
  });

  it('never repeats the text in a refusal', () => {
    const messages = [{ role: 'user', content: ['my secret'] }];
    expect(refusal({ ...body, messages }).message).not.toContain('secret');
  });
});

describe('canonicalText', () => {
  it('is equal for equal requests, whatever the order of keys', () => {
    const first = pipe.transform({ ...body, metadata: { a: '1', b: '2' } }).chat;
    const second = pipe.transform({ metadata: { b: '2', a: '1' }, ...body }).chat;
    expect(canonicalText(first)).toBe(canonicalText(second));
  });

  it('does not care how the answer is to be written down', () => {
    expect(canonicalText(pipe.transform({ ...body, stream: true }).chat)).toBe(
      canonicalText(pipe.transform(body).chat),
    );
  });

  it('differs as soon as anything differs', () => {
    const texts = [
      body,
      { ...body, conversation: 'c' },
      { ...body, metadata: { a: '1' } },
      { ...body, messages: [{ role: 'user', content: 'Hi' }, question] },
    ].map((it) => canonicalText(pipe.transform(it).chat));
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('differs for another trial, so that one request does not answer for both', () => {
    const chat = pipe.transform(body).chat;
    const version = { name: 'support-agent', version: 'v1', hash: 'a'.repeat(64) };
    const model = { provider: 'simulated', model: 'sim-large', parameters: {} };
    const trial = { prompt: version, policy: version, model, backups: [] };
    const other = { ...trial, model: { ...model, model: 'sim-small' } };
    const texts = [undefined, trial, other].map((one) => canonicalText({ ...chat, trial: one }));
    expect(new Set(texts).size).toBe(texts.length);
  });
});
