import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ArtefactFileError, readDatasetFile } from '@gauntlet/artefacts';
import type { RequestRecord } from '@gauntlet/contracts/http';
import { temporaryDirectory } from '@gauntlet/testing';
import type { IngressClient } from '../requests/ingress-client';
import { addRow } from './add.command';

const ID = '88a8f306-c769-4510-b66d-64e9a372c971';
const RECORD = {
  id: ID,
  input: 'Write to [EMAIL_1].',
  history: [{ role: 'user', content: 'Hello' }],
  variables: { shop: 'Harbour' },
  conversation: 'c-7',
} as unknown as RequestRecord;

let data: ReturnType<typeof temporaryDirectory>;
let lines: string[];
beforeEach(() => {
  data = temporaryDirectory();
  lines = [];
});
afterEach(() => data.remove());

const add = (file: string, record: RequestRecord | null, options: { expected?: string; critical?: boolean } = {}) =>
  addRow(
    join(data.path, file),
    { fromRequest: ID, critical: false, tags: ['mail'], ...options },
    {
      client: { record: () => Promise.resolve(record) } as unknown as IngressClient,
      terminal: { line: (line) => lines.push(line), value: () => undefined },
    },
  );
const rowsOf = (file: string) => readDatasetFile(join(data.path, file)).rows;

describe('gauntlet dataset add', () => {
  it('makes a row of a record, in a file that it makes where there is none', async () => {
    await add('evals/new.jsonl', RECORD, { expected: 'Done.', critical: true });
    expect(rowsOf('evals/new.jsonl')).toMatchObject([
      {
        ...{ id: ID, input: 'Write to [EMAIL_1].', history: RECORD.history, variables: RECORD.variables },
        ...{ expected: { answer: 'Done.' }, critical: true, tags: ['mail'], cluster: 'c-7' },
      },
    ]);
    expect(lines.join('\n')).toContain('personal data is taken out as far as it was recognised');
  });

  it('appends to a file, also to one whose last line has no end', async () => {
    writeFileSync(join(data.path, 'rows.jsonl'), '{"input":"a"}');
    await add('rows.jsonl', { ...RECORD, history: [], variables: {}, conversation: null });
    expect(readFileSync(join(data.path, 'rows.jsonl'), 'utf8').split('\n')).toEqual([
      '{"input":"a"}',
      JSON.stringify({ id: ID, input: RECORD.input, tags: ['mail'] }),
      '',
    ]);
    expect(lines.at(-1)).toContain('nothing is expected of it yet');
  });

  it('writes nothing for a request that is a row already, has no answer yet, or into a file with problems', async () => {
    await expect(add('none.jsonl', null)).rejects.toMatchObject({ code: 'no_answer_yet', retryable: true });
    expect(existsSync(join(data.path, 'none.jsonl'))).toBe(false);
    await add('rows.jsonl', RECORD);
    await expect(add('rows.jsonl', RECORD)).rejects.toThrow(
      /line 2 \/id is \S+, as that of line 1|line 2 is the same row as line 1/,
    );
    expect(rowsOf('rows.jsonl')).toHaveLength(1);
    await expect(add('rows.jsonl', { ...RECORD, id: 'other', input: '' })).rejects.toThrow('/input must be a text');
    writeFileSync(join(data.path, 'bad.jsonl'), '{"inptu":"a"}\n');
    await expect(add('bad.jsonl', RECORD)).rejects.toBeInstanceOf(ArtefactFileError);
    expect(readFileSync(join(data.path, 'bad.jsonl'), 'utf8')).toBe('{"inptu":"a"}\n');
  });
});
