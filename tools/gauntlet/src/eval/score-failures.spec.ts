import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it, vi } from 'vitest';
import type { PromptScorer } from '@gauntlet/scoring';
import { temporaryDirectory } from '@gauntlet/testing';
import { scoreAnswers } from './score.command';

const PROMPT = resolve(__dirname, '../../../../prompts/support-agent/v7.prompt.yml');

// No scorer that is shipped fails on a row that was read.
vi.mock('@gauntlet/scoring', async (original) => {
  const broken = () => {
    throw new Error('it broke');
  };
  const scorer: PromptScorer = { name: 'x', scorer: { name: 'broken', version: 'v1', score: broken } };
  return { ...(await original<object>()), promptScorers: () => [scorer] };
});

it('gauntlet eval score counts what a scorer failed on, and writes null for it', async () => {
  const folder = temporaryDirectory();
  const [dataset, answers] = [join(folder.path, 'rows.jsonl'), join(folder.path, 'answers.jsonl')];
  writeFileSync(dataset, '{"id":"a","input":"How long?"}\n');
  writeFileSync(answers, '{"id":"a","answer":"30 days"}\n');
  const said: string[] = [];
  const say = (line: string) => said.push(line);
  await scoreAnswers({ prompt: PROMPT, dataset, answers }, { row: say, note: say });
  folder.remove();
  expect(said[0]).toBe('{"id":"a","score":null}');
  expect(said[1]).toBe('x (broken@v1): 1 row, 0 scored, 0 with nothing to measure, 0 not answered, 1 failed');
});
