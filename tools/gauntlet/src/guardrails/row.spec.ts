import { describe, expect, it } from 'vitest';
import { parseRow } from './row';
import { linesOf } from './row-file';

const row = (fields: object) => parseRow(JSON.stringify(fields));

describe('a row', () => {
  it('needs a text, and takes the rest as it is usually meant', () => {
    expect(row({ text: 'hi' })).toEqual({
      ...{
        text: 'hi',
        label: null,
        spans: null,
        types: null,
        channel: 'user',
        side: 'input',
        history: [],
        canary: '',
        tenant: null,
      },
    });
    expect(row({ text: '', label: null, spans: null, history: null, channel: null, source: 'x' }).history).toEqual([]);
  });

  it('is labelled by a number', () => {
    expect([1, 0, null].map((label) => row({ text: 'x', label }).label)).toEqual([true, false, null]);
  });

  it('has a history of messages or of plain texts of the user', () => {
    const history = ['one', { role: 'assistant', content: 'two' }, { content: null }];
    expect(row({ text: 'x', history }).history).toEqual([
      { role: 'user', content: 'one' },
      { role: 'assistant', content: 'two' },
      { role: 'user', content: '' },
    ]);
  });

  it('has spans within its text, of which only place and type matter', () => {
    const spans = [{ start: 0, end: 2, type: 'EMAIL', value: '😀' }];
    expect(row({ text: '😀', spans }).spans).toEqual([{ start: 0, end: 2, type: 'EMAIL' }]);
  });

  it.each([
    ['[]', 'must be a JSON object'],
    ['{"text": "se', 'is no JSON'],
    ['{"label": 1}', 'text must be a string'],
    ['{"text": "x", "label": "1"}', 'label must be the number 0 or 1, and is a string; write it without quotes'],
    [
      '{"text": "x", "label": true}',
      'label must be the number 0 or 1, and is a boolean; write 1 for true and 0 for false',
    ],
    ['{"text": "x", "label": [1]}', 'label must be the number 0 or 1, and is a list or an object'],
    ['{"text": "x", "label": 0.5}', 'label must be the number 0 or 1, and is 0.5'],
    ['{"text": "x", "channel": "mail"}', 'channel must be user or document'],
    ['{"text": "x", "side": "both"}', 'side must be input or output'],
    ['{"text": "x", "spans": {}}', 'spans must be a list'],
    ['{"text": "x", "spans": [{"start": 0, "end": 1}]}', 'spans/0/type must be a string'],
    [
      '{"text": "x", "spans": [{"start": 0, "end": 2, "type": "A"}]}',
      "spans/0 must have start < end within the text's 1",
    ],
    ['{"text": "x", "spans": [{"start": 1, "end": 1, "type": "A"}]}', 'spans/0 must have start < end'],
    ['{"text": "x", "types": [1]}', 'types/0 must be a string'],
    ['{"text": "x", "history": [7]}', 'history/0 must be a string, or have a role and a content'],
    ['{"text": "x", "canary": 7}', 'canary must be a string'],
  ])('is refused by name: %s', (line, problem) => {
    expect(() => parseRow(line)).toThrow(problem);
  });

  it('is never quoted in an error', () => {
    expect(() => parseRow('{"text": "4111 1111')).toThrow(/^(?!.*4111)/);
  });
});

describe('lines', () => {
  async function linesIn(...chunks: string[]): Promise<[number, string][]> {
    const lines: [number, string][] = [];
    for await (const { number, text } of linesOf(given(chunks))) lines.push([number, text]);
    return lines;
  }

  it('are what stands between line feeds, wherever the chunks end', async () => {
    const expected = [
      [1, 'one'],
      [2, 'two'],
      [4, 'four'],
    ];
    expect(await linesIn('\ufeffone\r\ntwo\r\n \r\nfour')).toEqual(expected);
    expect(await linesIn(...'\ufeffone\r\ntwo\n\nfour\n')).toEqual(expected);
    expect(await linesIn('', '\n')).toEqual([]);
  });

  it('may hold a line separator of Unicode', async () => {
    expect(await linesIn('"a\u2028b"\n"c\u0085d"')).toEqual([
      [1, '"a\u2028b"'],
      [2, '"c\u0085d"'],
    ]);
  });

  it('are kept up to a length, beyond which a row is refused', async () => {
    const chunk = 'x'.repeat(1024 * 1024);
    const [[, long = ''] = [], next] = await linesIn(...Array.from({ length: 40 }, () => chunk), '\nshort');
    expect(long.length).toBeLessThan(18 * 1024 * 1024);
    expect(() => parseRow(long)).toThrow('the line is longer than 16777216 characters');
    expect(next).toEqual([2, 'short']);
  });
});

async function* given(chunks: readonly string[]): AsyncGenerator<string> {
  yield* chunks;
}
