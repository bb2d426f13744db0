import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from './redact';
import { redactJson } from './redact-json';

describe('redactJson', () => {
  it('redacts inside strings, keys and numbers and keeps the rest as written', () => {
    const text = '{ "mail": "a\\u0040example.org", "cards": [4111111111111111], "b@example.org": {"n": 1.20} }';
    expect(redactJson(text)).toEqual({
      text: '{ "mail": "[email]", "cards": ["[card]"], "[email]": {"n": 1.20} }',
      found: ['email', 'card'],
    });
  });

  it('finds a card that is too long for an exact JavaScript number', () => {
    expect(redactJson('{"n":6304000000000000000}').text).toBe('{"n":"[card]"}');
  });

  it('always gives JSON with nothing left to redact', () => {
    const texts = fc.oneof(fc.string(), fc.constantFrom('say "hi" to a@example.org', '4111 1111 1111 1111\n\\'));
    fc.assert(
      fc.property(fc.dictionary(texts, fc.oneof(texts, fc.array(texts), fc.double())), fc.nat(4), (value, indent) => {
        const redacted = redactJson(JSON.stringify(value, null, indent)).text;
        expect(() => JSON.parse(redacted)).not.toThrow();
        expect(redact(redacted).found).toEqual([]);
      }),
    );
  });

  it('returns the same text, spaces included, when nothing is found', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value, null, 2);
        fc.pre(!text.includes('@') && !/\d{13}/.test(text));
        expect(redactJson(text)).toEqual({ text, found: [] });
      }),
    );
  });
});
