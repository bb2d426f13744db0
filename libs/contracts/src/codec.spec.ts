import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeEvent, encodeEvent, InvalidEventError, MAX_EVENT_BYTES, TOPICS } from './index';

const topic = TOPICS.accepted;
const recorded = JSON.parse(readFileSync(join(__dirname, `../fixtures/${topic}.json`), 'utf8'));

function raw(value: Buffer | null, headers: Record<string, string | undefined> = recorded.headers) {
  return { topic, key: Buffer.from('k'), headers, value };
}

function rejection(value: Buffer | null, headers?: Record<string, string | undefined>): InvalidEventError {
  try {
    decodeEvent(raw(value, headers));
  } catch (error) {
    if (error instanceof InvalidEventError) return error;
    throw error;
  }
  throw new Error('the event was taken');
}

const json = (value: unknown) => Buffer.from(JSON.stringify(value));

describe('decodeEvent', () => {
  it.each([
    ['a tombstone', null, 'is empty'],
    ['zero bytes', Buffer.alloc(0), 'is empty'],
    ['broken JSON', Buffer.from('{"facts":'), 'not JSON'],
    ['invalid UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'not JSON in UTF-8'],
    ['a prototype key', Buffer.from('{"facts":{"__proto__" :{}}}'), '__proto__ is not allowed'],
    ['an escaped one', Buffer.from('{"facts":[{"\\u005f_proto_\\u005F":1}]}'), '__proto__ is not allowed'],
    ['one with null in it', Buffer.from('{"facts":[null,{"__proto__":null}]}'), '__proto__ is not allowed'],
    ['an array', Buffer.from('[]'), 'Expected object'],
    ['nesting without end', Buffer.from('['.repeat(10_000) + ']'.repeat(10_000)), 'Expected object'],
  ])('refuses %s', (_name, value, problem) => {
    expect(rejection(value).message).toContain(problem);
  });

  it('names the field that is wrong', () => {
    const value = structuredClone(recorded.value);
    value.facts.request.deadline = 'tomorrow';
    expect(rejection(json(value)).problems.map(({ field }) => field)).toEqual(['/facts/request/deadline']);
  });

  it('refuses a number beyond the range of a double', () => {
    const text = JSON.stringify(recorded.value).replace('"offset":3', '"offset":1e400');
    expect(rejection(Buffer.from(text)).problems[0]?.field).toBe('/facts/request/pin/offset');
  });

  it('names missing and wrong headers', () => {
    const { ce_id, ...headers } = recorded.headers;
    const error = rejection(json(recorded.value), { ...headers, ce_type: TOPICS.cleared });
    expect(error.problems.map(({ field }) => field)).toEqual(['headers/ce_id', 'headers/ce_type']);
  });

  it('never repeats text of the request in its message', () => {
    expect(rejection(Buffer.from('my secret is 42')).message).not.toContain('secret');
  });

  it('takes the word __proto__ as text', () => {
    const value = structuredClone(recorded.value);
    value.content.input = '{"__proto__": 1} __proto__';
    expect(decodeEvent(raw(json(value))).content.input).toBe('{"__proto__": 1} __proto__');
    const escaped = JSON.stringify(value).replaceAll('__proto__', '\\u005f_proto__');
    expect(decodeEvent(raw(Buffer.from(escaped))).content.input).toBe('{"__proto__": 1} __proto__');
  });

  it('refuses a tag that is no text, whatever its name', () => {
    const value = structuredClone(recorded.value);
    value.facts.request.tags = { 'two\nlines': 7 };
    expect(rejection(json(value)).problems[0]?.field).toBe('/facts/request/tags/two\nlines');
  });
});

describe('encodeEvent', () => {
  const event = decodeEvent(raw(json(recorded.value)));

  it('refuses what breaks its own contract', () => {
    const broken = { ...event, content: { ...event.content, cannedAnswer: '' } };
    expect(() => encodeEvent(broken)).toThrow('/content/cannedAnswer');
  });

  it('refuses a key that no reader would take', () => {
    const variables = Object.fromEntries([['__proto__', 'x']]);
    expect(() => encodeEvent({ ...event, content: { ...event.content, variables } })).toThrow('__proto__');
    const text = { ...event, content: { ...event.content, input: '"__proto__":' } };
    expect(() => encodeEvent(text)).not.toThrow();
  });

  it('refuses what the topic would not take', () => {
    const huge = { ...event, content: { ...event.content, input: 'x'.repeat(MAX_EVENT_BYTES) } };
    expect(() => encodeEvent(huge)).toThrow(`more than ${MAX_EVENT_BYTES}`);
  });
});
