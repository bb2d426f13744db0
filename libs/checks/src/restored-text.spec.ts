import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { restoredText } from './restored-text';

const VALUES = { '[PERSON_1]': 'Ann "A" <O\'Neil>\n', '[EMAIL_1]': 'ann@example.org' };
const ESCAPED = 'Ann &#34;A&#34; &#60;O&#39;Neil&#62;\n';

/** JSON of which some strings hold placeholders, as it is after a parser has seen it. */
const json = fc
  .tuple(
    fc.jsonValue({ depthSize: 'small' }),
    fc.constantFrom('[PERSON_1]', 'to [EMAIL_1], [PERSON_1]', '[EMAIL_9]', '"\\'),
  )
  .map(([value, said]): unknown => JSON.parse(JSON.stringify([{ [said]: value }, said])));
const restored = (text: string) =>
  text.replaceAll('[PERSON_1]', VALUES['[PERSON_1]']).replaceAll('[EMAIL_1]', VALUES['[EMAIL_1]']);

function restoredJson(value: unknown): unknown {
  if (typeof value === 'string') return restored(value);
  if (Array.isArray(value)) return value.map(restoredJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [restored(key), restoredJson(inner)]));
}

describe('restoredText', () => {
  it.each([
    ['Here it is:\n\n```json\n', '\n```\nIs that all?'],
    ['1. First\n   ~~~~\n', '\n   ~~~~\n'],
    ['Look:\r\n```\r\n', '\n```'],
    ['', ''],
    ['```json\n', ''],
  ])('keeps JSON between %j and %j what it is, with the values in it', (before, behind) => {
    fc.assert(
      fc.property(json, fc.constantFrom(0, 2), (value, indent) => {
        const text = restoredText(`${before}${JSON.stringify(value, null, indent)}${behind}`, VALUES);
        expect(text.startsWith(before) && text.endsWith(behind)).toBe(true);
        const inside = text.slice(before.length, text.length - behind.length);
        expect(JSON.parse(inside)).toEqual(restoredJson(value));
      }),
    );
  });

  it.each([
    ['<p title="[PERSON_1]">[PERSON_1]</p>', `<p title="${ESCAPED}">${ESCAPED}</p>`],
    ['<!DOCTYPE html>\n<b>[PERSON_1]</b>\n', `<!DOCTYPE html>\n<b>${ESCAPED}</b>\n`],
    ['```html\n<b>[PERSON_1]</b>\n```', `\`\`\`html\n<b>${ESCAPED}</b>\n\`\`\``],
    ['<o:p><br/>[PERSON_1]</o:p>', `<o:p><br/>${ESCAPED}</o:p>`],
    ['See <a alt="1 > 0" title="[PERSON_1]">it</a>.', `See <a alt="1 > 0" title="${ESCAPED}">it</a>.`],
    ["See <a alt='<b>' title='[PERSON_1]'>it</a>.", `See <a alt='<b>' title='${ESCAPED}'>it</a>.`],
    ['See <a alt=it\'s title="[PERSON_1]">it</a>.', `See <a alt=it's title="${ESCAPED}">it</a>.`],
    ['See <a title="[PERSON_1]" href="#">it</a>.', `See <a title="${ESCAPED}" href="#">it</a>.`],
  ])('writes values as HTML in %j', (text, expected) => {
    expect(restoredText(text, VALUES)).toBe(expected);
  });

  it.each([
    'Dear [PERSON_1], 1 < 2 > 0.',
    '```text\nTo: [PERSON_1]\n```',
    'He said `[PERSON_1]`: "[PERSON_1]"',
    'Write to <mailto:[PERSON_1]>.',
    '<mailto:[EMAIL_1]> is the address of [PERSON_1] <[EMAIL_1]>',
    '<mailto:ann@example.org> is the address of [PERSON_1] <[EMAIL_1]>',
    '<https://example.org/ann> is the page of [PERSON_1] <[EMAIL_1]>',
    '```\n{"to": [PERSON_1]}\n```',
  ])('writes values as they are in %j', (text) => {
    expect(restoredText(text, VALUES)).toBe(restored(text));
  });

  it('does not look through values again', () => {
    const values = { '[PLACEHOLDER_1]': '[EMAIL_1]', '[EMAIL_1]': 'ann@example.org' };
    const text = '<a title="[PLACEHOLDER_1]" href="#">[PLACEHOLDER_1]</a> [PLACEHOLDER_1]\n```\n"[PLACEHOLDER_1]"\n```';
    expect(restoredText(text, values)).toBe(text.replaceAll('[PLACEHOLDER_1]', '[EMAIL_1]'));
  });

  it('leaves a text without placeholders as it is, whatever the text', () => {
    const pieces = fc.constantFrom('```', '~~~', '\n', '\r\n', ' ', '<a b', '>', '{"a":1}', 'x', '\ud800');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        expect(restoredText(parts.join(''), VALUES)).toBe(parts.join(''));
      }),
    );
  });
});
