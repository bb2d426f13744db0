import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryDirectory } from '@gauntlet/testing';
import { sayLevel } from './level.command';

const SETTINGS = { alpha: 0.05, bounds: { least: 0, greatest: 1 } };

let data: ReturnType<typeof temporaryDirectory>;
beforeEach(() => void (data = temporaryDirectory()));
afterEach(() => data.remove());

function file(name: string, scores: readonly (number | null)[]): string {
  const path = join(data.path, name);
  writeFileSync(path, scores.map((score, id) => JSON.stringify({ id: String(id), score })).join('\n'));
  return path;
}

async function said(path: string, human?: string) {
  const lines: string[] = [];
  const values: unknown[] = [];
  const terminal = { line: (line: string) => lines.push(line), value: (value: unknown) => values.push(value) };
  await sayLevel(path, { ...SETTINGS, human }, terminal);
  return { lines, value: values[0] };
}

describe('eval level', () => {
  it('bounds a mean', async () => {
    const { lines, value } = await said(
      file('a.jsonl', [...new Array<number>(90).fill(1), ...new Array<number>(10).fill(0), null]),
    );
    expect(lines).toEqual(['mean       0.9000, between 0.8256 and 0.9448, of 100 rows in 100 clusters']);
    expect(value).toMatchObject({ mean: 0.9, rows: 100, alpha: 0.05 });
  });

  it('says where the mean would be by a person, from a few rows that a person has scored', async () => {
    const judge = Array.from({ length: 400 }, () => 1);
    // The judge is too kind to every fifth answer.
    const person = Array.from({ length: 100 }, (_, row) => (row % 5 === 0 ? 0 : 1));
    const { lines, value } = await said(file('judge.jsonl', judge), file('person.jsonl', person));
    expect(value).toMatchObject({ mean: 1, corrected: { mean: expect.closeTo(0.8, 9) as number, rows: 100 } });
    expect(lines.join('\n')).toMatch(/corrected {2}0.8000, between 0.7\d+ and 0.8\d+, by 100 rows/);
    expect(lines.join('\n')).toContain('there the file is 0.2000 above the person in the mean');
  });

  it('says when the labels are few, and refuses a file without any', async () => {
    const judge = file('judge.jsonl', [1, 0, 1, 1]);
    expect((await said(judge, file('few.jsonl', [1, 0]))).lines.at(-1)).toContain('2 rows are few');
    await expect(said(judge, file('none.jsonl', [null]))).rejects.toThrow(
      /none.jsonl: no row has a score here and in .*judge.jsonl/,
    );
    await expect(said(file('empty.jsonl', [null]))).rejects.toThrow('no row has a score');
  });
});
