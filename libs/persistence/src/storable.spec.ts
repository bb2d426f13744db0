import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storableJson, storableText } from './storable';

describe('storableText', () => {
  it('replaces NUL and nothing else', () => {
    expect(storableText('a\0b\n')).toBe('a\ufffdb\n');
    expect(storableText('plain')).toBe('plain');
  });
});

describe('storableJson', () => {
  it('replaces NUL and lone surrogates in values and keys', () => {
    const json = storableJson({ 'k\0': 'a\0', list: ['\ud800x', '\udfff'] });
    expect(JSON.parse(json)).toEqual({ 'k\ufffd': 'a\ufffd', list: ['\ufffdx', '\ufffd'] });
  });

  it('leaves a written-out escape sequence as the text it is', () => {
    const text = 'type \\u0000 or \\\\ud800';
    expect(JSON.parse(storableJson(text))).toBe(text);
  });

  it('changes nothing that Postgres can hold', () => {
    const storable = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'));
    fc.assert(fc.property(fc.dictionary(storable, storable), (value) => storableJson(value) === JSON.stringify(value)));
  });
});
