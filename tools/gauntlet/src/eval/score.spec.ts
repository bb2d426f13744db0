import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDatasetFile } from '@gauntlet/artefacts';
import { temporaryDirectory } from '@gauntlet/testing';
import { scoreAnswers, type ScoreOptions } from './score.command';

const ROOT = resolve(__dirname, '../../../..');
const PROMPT = join(ROOT, 'prompts/support-agent/v7.prompt.yml');
const SHIPPED = join(ROOT, 'evals/support-agent.jsonl');

let folder: ReturnType<typeof temporaryDirectory>;
let lines: Record<string, unknown>[];
let notes: string[];

beforeEach(() => {
  folder = temporaryDirectory();
  lines = [];
  notes = [];
});
afterEach(() => folder.remove());

function file(name: string, ...rows: readonly unknown[]): string {
  const path = join(folder.path, name);
  writeFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  return path;
}

const score = (options: Partial<ScoreOptions> & Pick<ScoreOptions, 'answers'>) => {
  const output = {
    row: (line: string) => lines.push(JSON.parse(line) as Record<string, unknown>),
    note: (line: string) => notes.push(line),
  };
  return scoreAnswers({ prompt: PROMPT, ...options }, output);
};

describe('gauntlet eval score', () => {
  const ROWS = [
    { id: 'a', input: 'How long?', expected: '30 days', cluster: 'c' },
    { id: 'b', input: 'How much?', expected: { number: 4.9 } },
    { id: 'd', input: 'And?', expected: '5 days' },
  ];

  it('writes a line for each row, with null where there is no score', async () => {
    const answers = file('answers.jsonl', { id: 'a', answer: '30 days' }, { id: 'b', answer: '4.90' });
    await score({ dataset: file('rows.jsonl', ...ROWS), answers });
    expect(lines).toEqual([
      { id: 'a', cluster: 'c', score: 1 },
      { id: 'b', score: null },
      { id: 'd', score: null },
    ]);
    expect(notes).toEqual([
      'close to the expected answer (similarity@v1): 3 rows, 1 scored with a mean of 1.000, ' +
        '1 with nothing to measure, 1 not answered, 0 failed',
    ]);
  });

  it('takes a scorer in place of the evaluators', async () => {
    const answers = file('answers.jsonl', { id: 'b', answer: 'It is 4,90 Euro.' });
    await score({ dataset: file('rows.jsonl', ...ROWS), answers, scorer: 'gauntlet/numeric' });
    expect(lines[1]).toEqual({ id: 'b', score: 1 });
  });

  it('refuses an id of no row, a line without an answer, and an unknown scorer or evaluator', async () => {
    const dataset = file('rows.jsonl', ...ROWS);
    const wrong = file('wrong.jsonl', { id: 'z', answer: 'x' });
    await expect(score({ dataset, answers: wrong })).rejects.toThrow(/wrong\.jsonl, line 1: id z is of no row/);
    const silent = file('silent.jsonl', { id: 'a' });
    await expect(score({ dataset, answers: silent })).rejects.toThrow(/line 1: answer must be a string, as in/);
    await expect(score({ dataset, answers: silent, scorer: 'gauntlet/x' })).rejects.toThrow(
      /which no scorer is called/,
    );
    await expect(score({ dataset, answers: silent, evaluator: 'x' })).rejects.toThrow(
      /has no such evaluator; name one/,
    );
    await expect(score({ dataset, answers: silent, prompt: 'v7' })).rejects.toThrow(
      /^--prompt "v7" must be a name and/,
    );
    expect(lines).toEqual([]);
  });
});

describe('the rows of support-agent', () => {
  const { rows } = readDatasetFile(SHIPPED);
  const expected = rows.flatMap(({ id, expected: { answer } }) => (answer === undefined ? [] : [{ id, answer }]));

  it.each(['contains', 'forbids', 'numeric', 'language', 'refusal-correctness', 'similarity'])(
    'expect answers that are good by their own %s',
    async (name) => {
      await score({ dataset: SHIPPED, answers: file('answers.jsonl', ...expected), scorer: `gauntlet/${name}` });
      const scores = lines.flatMap((line) => (typeof line['score'] === 'number' ? [line] : []));
      expect(scores.filter(({ score: one }) => Number(one) < 0.95)).toEqual([]);
    },
  );
});
