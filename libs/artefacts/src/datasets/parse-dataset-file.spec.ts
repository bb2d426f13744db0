import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ArtefactFileError } from '../artefact-file.error';
import { parseDatasetFile } from './parse-dataset-file';
import { rowsOfPrompt } from './prompt-rows';

const lines = (...rows: unknown[]) => rows.map((row) => JSON.stringify(row)).join('\n');
const parse = (...rows: unknown[]) => parseDatasetFile(lines(...rows), 'rows.jsonl');

function problemsOf(source: string): string[] {
  try {
    parseDatasetFile(source, 'rows.jsonl');
  } catch (error) {
    if (error instanceof ArtefactFileError) return error.problems.map(({ field, problem }) => `${field} ${problem}`);
    throw error;
  }
  return [];
}

describe('parseDatasetFile', () => {
  it('fills in what a row leaves out', () => {
    const { rows } = parse({ input: 'How long?', expected: '30 days', context: 'Returns: 30 days.' });
    expect(rows).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{16}$/),
        input: 'How long?',
        variables: {},
        history: [],
        expected: { answer: '30 days' },
        context: ['Returns: 30 days.'],
        tags: [],
        critical: false,
        weight: 1,
        cluster: null,
      },
    ]);
  });

  it('keeps all that a row says', () => {
    const row = {
      id: 'late_1',
      input: 'And now?',
      variables: { shop: 'Harbour' },
      history: [{ role: 'user', content: 'Where is it?' }],
      expected: { contains: ['10'], refusal: false, language: 'en', number: 10, json: { a: [null] } },
      context: ['a', 'b'],
      tags: ['shipping'],
      critical: true,
      weight: 2.5,
      cluster: 'customer 7',
    };
    expect(parse(row).rows).toEqual([row]);
  });

  it('has one version whatever the order of names and the empty lines, and another for other content', () => {
    const { version, rows } = parse({ input: 'a', variables: { x: '1', y: '2' } }, { input: 'b' });
    const same = parseDatasetFile(
      '\uFEFF\r\n{ "variables": {"y":"2","x":"1"}, "input": "a" }\r\n\n{"input":"b"}\n',
      'rows.jsonl',
    );
    expect(same).toEqual({ version, rows });
    expect(parse({ input: 'b' }, { input: 'a', variables: { x: '1', y: '2' } }).version).not.toBe(version);
    expect(parse({ input: 'a', variables: { x: '1', y: '2' } }, { input: 'c' }).version).not.toBe(version);
  });

  it.each<[string, unknown, string]>([
    ['an unknown field', { input: 'a', expcted: 'b' }, '/expcted is not known here; did you mean expected? Known are'],
    ['no input', { expected: 'b' }, '/input is missing'],
    ['an empty input', { input: '' }, '/input must be a text that is not empty'],
    [
      'a number for a text',
      { input: 'a', variables: { x: 1 } },
      '/variables/x must be a text of at most 262144 characters',
    ],
    ['a word for a number', { input: 'a', expected: { number: 'ten' } }, '/expected/number must be a number'],
    ['a list of expectations', { input: 'a', expected: ['b'] }, '/expected must be a text, or an object such as'],
    [
      'an unknown expectation',
      { input: 'a', expected: { contain: ['b'] } },
      '/expected/contain is not known here; did',
    ],
    ['an unknown language', { input: 'a', expected: { language: 'xx' } }, '/expected/language must be one of af, '],
    [
      'a pattern of another engine',
      { input: 'a', expected: { regex: '(?=a)' } },
      '/expected/regex is no pattern that RE2',
    ],
    ['a weight of nothing', { input: 'a', weight: 0 }, '/weight must be a number above 0'],
    ['yes for true', { input: 'a', critical: 'yes' }, '/critical must be true or false'],
    ['a tag with a space', { input: 'a', tags: ['a b'] }, '/tags/0 must look like returns, late-parcel_2'],
    ['a system message', { input: 'a', history: [{ role: 'system', content: 'a' }] }, '/history/0/role must be one of'],
    ['a list', [], 'is no JSON object; write one row a line'],
  ])('names the line and the field of %s', (_, row, problem) => {
    const problems = problemsOf(`\n${lines(row)}`);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`line 2 ${problem}`);
  });

  it('names what is no JSON, and never quotes it', () => {
    expect(problemsOf('{"input": "secret')).toEqual([
      'line 1 is no JSON; write one row a line, as in {"input": "Hello", "expected": "Hi"}',
    ]);
    expect(problemsOf('\n\n')).toEqual([expect.stringMatching(/^the file has no rows; write/)]);
  });

  it('names rows that stand twice', () => {
    const rows = [{ input: 'a' }, { input: 'b', id: 'x' }, { id: 'y', input: 'a' }, { input: 'c', id: 'x' }];
    expect(problemsOf(lines(...rows))).toEqual([
      'line 3 is the same row as line 1; remove one of them',
      'line 4 /id is x, as that of line 2; give each row its own',
    ]);
  });

  it('names the problems of all lines, and at most twenty', () => {
    const problems = problemsOf('x\n'.repeat(30));
    expect(problems).toHaveLength(21);
    expect(problems[19]).toMatch(/^line 20 is no JSON/);
    expect(problems[20]).toBe('the file has 10 more problems');
  });

  it('gives rows or says what is wrong, whatever stands in a file', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void problemsOf(text)));
  });
});

describe('rowsOfPrompt', () => {
  it('gives the rows that a file of the same content gives', () => {
    const testData: Record<string, string>[] = [
      { input: 'How long?', expected: '30 days', shop: 'Harbour' },
      { input: 'Hi' },
    ];
    const { rows } = parse(
      { input: 'How long?', expected: '30 days', variables: { shop: 'Harbour' } },
      { input: 'Hi' },
    );
    expect(rowsOfPrompt({ name: 'x', testData })).toEqual(rows);
  });

  it('refuses an empty input and a row that stands twice: one id would have two results', () => {
    const testData = [{ input: 'Hi' }, { input: '' }, { input: 'Hi' }];
    expect(() => rowsOfPrompt({ name: 'support-agent', testData })).toThrow(
      'prompt support-agent: /testData/1/input must be a text that is not empty; ' +
        '/testData/2 is the same row as /testData/0; remove one of them',
    );
  });
});
