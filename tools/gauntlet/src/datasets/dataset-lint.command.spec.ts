import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parsePromptFile, readArtefactFile, readDatasetFile, renderMessages } from '@gauntlet/artefacts';
import { temporaryDirectory } from '@gauntlet/testing';
import { lintDatasets } from './dataset-lint.command';

const ROOT = resolve(__dirname, '../../../..');
const SHIPPED = join(ROOT, 'evals/support-agent.jsonl');
const PROMPT = join(ROOT, 'prompts/support-agent/v7.prompt.yml');

let data: ReturnType<typeof temporaryDirectory>;
let lines: string[];
let value: unknown;

beforeEach(() => {
  data = temporaryDirectory();
  lines = [];
});
afterEach(() => data.remove());

const lint = (...files: string[]) => {
  return () => lintDatasets(files, { line: (text) => lines.push(text), value: (one) => (value = one) });
};

function file(name: string, source: string): string {
  const path = join(data.path, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, source);
  return path;
}

describe('gauntlet dataset lint', () => {
  it('says what is in a file, for people and for programs', () => {
    const rows = [
      { input: 'a', tags: ['x', 'y'], cluster: 'c' },
      { input: 'b', tags: ['y'], cluster: 'c', critical: true },
      { input: 'd' },
    ];
    const path = file('rows.jsonl', rows.map((row) => JSON.stringify(row)).join('\n'));
    lint(path)();
    expect(lines).toEqual([
      `ok       ${path}`,
      expect.stringMatching(/^ {9}3 rows, 1 critical, 2 clusters, version [0-9a-f]{12}$/),
      '         tags: y 2, x 1',
    ]);
    expect(value).toMatchObject([
      { file: path, problems: [], summary: { rows: 3, clusters: 2, tags: { y: 2, x: 1 } } },
    ]);
  });

  it('names each problem of each file, and fails', () => {
    const wrong = file('wrong.jsonl', '{"input":"a"}\n{"inptu":"b"}\n{"input":"a"}\nno\n');
    expect(lint(wrong, SHIPPED)).toThrow('problems in 1 of 2 files');
    expect(lines.slice(0, 5)).toEqual([
      `problem  ${wrong}`,
      '         line 2 /input is missing',
      expect.stringMatching(/^ {9}line 2 \/inptu is not known here; did you mean input\?/),
      '         line 3 is the same row as line 1; remove one of them',
      expect.stringMatching(/^ {9}line 4 is no JSON; write one row a line/),
    ]);
    expect(lines).toContain(`ok       ${SHIPPED}`);
  });

  it('takes the test data of a prompt for rows', () => {
    lint(PROMPT)();
    expect(lines[1]).toMatch(/^ {9}7 rows, 0 critical, 7 clusters, version /);
  });

  it('names what of the test data of a prompt stands twice', () => {
    const source = readArtefactFile(PROMPT).replace(/^testData:\n((?: {2}.*\n)(?: {4}.*\n)*)/m, 'testData:\n$1$1');
    expect(lint(file('v7.prompt.yml', source))).toThrow('problems in 1 of 1 file');
    expect(lines[1]).toBe('         /testData/1 is the same row as /testData/0; remove one of them');
  });

  it('checks a gate file with its rules, and that its rows are there', () => {
    const gate = "prompt: a\ndataset: a.jsonl\nrules: ['no critical row fails']\n";
    expect(lint(file('a.gate.yaml', gate))).toThrow('problems in 1 of 1 file');
    expect(lines[1]).toMatch(/a\.jsonl|does not exist/);
    file('a.jsonl', '{"input":"a"}');
    expect(lint(join(data.path, 'a.gate.yaml'))).toThrow('problems in 1 of 1 file');
    expect(lines.at(-1)).toMatch(/is about critical rows, and the dataset has none/);
    file('a.jsonl', '{"input":"a","critical":true}');
    lines.length = 0;
    lint(join(data.path, 'a.gate.yaml'))();
    expect(lines[1]).toBe('         1 rule');
    expect(lint(file('a.gate.yaml', gate.replace('fails', 'failed')))).toThrow('problems in 1 of 1 file');
    expect(lines.at(-1)).toMatch(/^ {9}line 3 \/rules\/0 is no rule; write /);
  });

  it('looks at all of evals/ unless told which, and fails where there is nothing', () => {
    const before = process.cwd();
    process.chdir(data.path);
    try {
      expect(lint()).toThrow(/has no files below evals\/; run it where they are, or name files$/);
      file('evals/b.jsonl', '{"input":"a"}');
      lint()();
      expect(lines[0]).toBe(`ok       ${join('evals', 'b.jsonl')}`);
    } finally {
      process.chdir(before);
    }
  });
});

describe('the rows of support-agent', () => {
  it('fit its prompt, and are enough of each kind to tell something', () => {
    const prompt = parsePromptFile(readArtefactFile(PROMPT));
    const { rows } = readDatasetFile(SHIPPED);
    for (const { input, variables, history } of rows) {
      expect(renderMessages(prompt, { input, variables, history, canary: null }).length).toBeGreaterThan(1);
    }
    expect(rows.length).toBeGreaterThanOrEqual(40);
    expect(rows.filter(({ critical }) => critical).length).toBeGreaterThanOrEqual(5);
    expect(rows.filter(({ expected }) => expected.refusal).length).toBeGreaterThanOrEqual(8);
    expect(new Set(rows.map(({ expected }) => expected.language)).size).toBeGreaterThanOrEqual(5);
  });
});
