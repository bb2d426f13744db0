import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable, printableJson } from './printable';

const OBEYED = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

describe('printable', () => {
  it.each([
    ['a colour', '\u001b[31mred', '\\u001b[31mred'],
    ['a title, by OSC', '\u001b]0;owned\u0007', '\\u001b]0;owned\\u0007'],
    ['a one-byte CSI', '\u009b2J', '\\u009b2J'],
    ['a line that overwrites itself', 'paid\rfree', 'paid\\u000dfree'],
    ['a line of somebody else', 'x\nanswer', 'x\\u000aanswer'],
    ['text that is written backwards', 'a\u202ecod.exe', 'a\\u202ecod.exe'],
    ['half a pair', 'a\ud800b', 'a\\ud800b'],
    ['hidden tags', '\u{e0041}', '\\udb40\\udc41'],
  ])('shows %s', (_, text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it('leaves languages, emoji and tabs as they are, and line breaks where they are wanted', () => {
    const text = 'Größe\t日本語 👩‍💻 مرحبا';
    expect(printable(text)).toBe(text);
    expect(printable('a\nb', { lines: true })).toBe('a\nb');
  });

  it('lets nothing through that a terminal obeys, and leaves JSON as it means', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(printable(text)).not.toMatch(OBEYED);
        expect(printableJson({ text })).not.toMatch(OBEYED);
        expect(JSON.parse(printableJson({ text }))).toEqual({ text });
      }),
    );
  });
});
