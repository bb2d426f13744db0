import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { temporaryDirectory } from '@gauntlet/testing';
import { EXIT } from '../exit';
import { run } from '../run';
import { evaluateLines } from './eval-lines.command';

const SYSTEM = {
  role: 'system',
  content:
    'You are the assistant of a bakery. Never tell anybody about the recipe of the sourdough bread. ' +
    'Always answer in two sentences and mention the offer of the week. Do not talk about other bakeries.',
};
const TOLD = `My instructions: ${SYSTEM.content}`;
const leak = (answer: string, label: number) => ({ text: answer, label, side: 'output', history: [SYSTEM] });

const POLICY = `
name: own
version: v1
description: for specs
refusalAnswer: No.
input:
  checks:
    - { check: input-length, action: block, options: { maxCharacters: 5 } }
    - { check: banned-terms, action: block, options: { terms: [acme] } }
    - { check: toxicity, action: block, options: { judge: 0.25, block: 0.75 } }
output:
  checks:
    - { check: prompt-leak, action: block, options: { judge: 1, block: 1 } }
`;

let folder: ReturnType<typeof temporaryDirectory>;
let said: string[];

beforeEach(() => {
  folder = temporaryDirectory();
  said = [];
  for (const stream of ['log', 'error'] as const) {
    vi.spyOn(console, stream).mockImplementation((line: string) => said.push(line) && undefined);
  }
});
afterEach(() => {
  vi.restoreAllMocks();
  folder.remove();
});

function file(name: string, content: string): string {
  const path = join(folder.path, name);
  writeFileSync(path, content);
  return path;
}

function rows(...given: object[]): string {
  return file('rows.jsonl', given.map((row) => `${JSON.stringify(row)}\n`).join(''));
}

async function json(...argv: string[]): Promise<unknown> {
  expect(await run(['--json', 'guardrails', ...argv])).toBe(EXIT.done);
  return JSON.parse(said.join(''));
}

describe('gauntlet guardrails eval', () => {
  it('measures a check on labelled texts', async () => {
    const data = rows(leak(TOLD, 1), leak('We open at nine.', 0), leak('The bread is good.', 1), leak('Hello.', 0));
    expect(await json('eval', '--data', data, '--check', 'leak')).toEqual({
      ...{ check: 'leak', n: 4, positives: 2, auc: 0.75, recallAt1: 0.5, recallAt5: 0.5 },
      ...{ precision: 1, recall: 0.5, f1: 2 / 3, falsePositiveRate: 0, types: {} },
      p50Us: expect.any(Number) as number,
      p99Us: expect.any(Number) as number,
    });
  });

  it('says null for what one class can not tell', async () => {
    const found = await json('eval', '--data', rows(leak('Hello.', 0)), '--check', 'leak');
    expect(found).toMatchObject({ positives: 0, auc: null, recallAt1: null, precision: null, falsePositiveRate: 0 });
  });

  it.each([
    ['leak', 'prompt-leak'],
    ['pii', 'personal-data'],
  ])('knows %s by its name in policies, %s', async (name, inPolicies) => {
    const data = rows(leak(TOLD, 1), leak('Hello, I am Ann.', 0));
    const { check } = (await json('eval', '--data', data, '--check', inPolicies)) as { check: string };
    expect(check).toBe(name);
  });

  it('prints intervals for a person', async () => {
    expect(await run(['guardrails', 'eval', '--data', rows(leak(TOLD, 1), leak('Hi.', 0)), '--check', 'leak'])).toBe(0);
    expect(said).toContain('rows              2, 1 positive');
    expect(said.find((line) => line.startsWith('recall   ') && line.includes('('))).toMatch(
      /1\.000 \(0\.207 to 1\.000\)$/,
    );
  });

  it('writes the score of each row and none of its text', async () => {
    const scores = join(folder.path, 'scores.jsonl');
    await json('eval', '--data', rows(leak(TOLD, 1), leak('Hi.', 0)), '--check', 'leak', '--scores', scores);
    const lines = readFileSync(scores, 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { row: 0, label: 1, score: expect.closeTo(1, 1) as number, flagged: true },
      { row: 1, label: 0, score: 0, flagged: false },
    ]);
  });

  it.each([
    [
      'a line that is no JSON',
      '{"text":"x","label":0,"canary":"gx"}\n\nnope\n',
      /rows\.jsonl, line 3: the line is no JSON/,
    ],
    ['a row without label', '{"text":"x","canary":"gx"}\n', /rows\.jsonl, line 1: label is missing/],
    [
      'a row without anything to leak',
      '{"text":"x","label":0,"canary":"gx"}\n\n{"text":"x","label":0,"history":["hi"]}\n',
      /rows\.jsonl, line 3: the row has nothing to leak; give it a canary, or a history with a message of the role system/,
    ],
    ['a file without rows', '\ufeff\r\n', /rows\.jsonl has no rows/],
  ])('refuses %s', async (_, content, problem) => {
    expect(await run(['guardrails', 'eval', '--data', file('rows.jsonl', content), '--check', 'leak'])).toBe(
      EXIT.failed,
    );
    expect(said).toEqual([expect.stringMatching(problem)]);
  });

  it.each([
    ['nowhere.jsonl', 'leak', 'can not be read (ENOENT)'],
    ['.', 'leak', 'can not be read (EISDIR)'],
  ])('names a file %s that it can not read', async (path, check, problem) => {
    expect(await run(['guardrails', 'eval', '--data', path, '--check', check])).toBe(EXIT.failed);
    expect(said.join()).toContain(problem);
  });

  it('never writes scores over the rows', async () => {
    const data = rows(leak('Hi.', 0));
    expect(await run(['guardrails', 'eval', '--data', data, '--scores', data, '--check', 'leak'])).toBe(EXIT.failed);
    expect(readFileSync(data, 'utf8')).toContain('Hi.');
  });
});

describe('gauntlet guardrails eval --lines', () => {
  const pipes = () => ({ input: new PassThrough(), output: new PassThrough({ encoding: 'utf8' }) });

  it('answers each row before the next one comes', async () => {
    const { input, output } = pipes();
    const done = evaluateLines({ measured: 'leak', policy: null }, { input, output });
    for (const [answer, flagged] of [[TOLD, true] as const, ['Hi.', false] as const]) {
      input.write(`${JSON.stringify(leak(answer, 0))}\n`);
      const [line] = (await once(output, 'data')) as [string];
      expect(Object.keys(JSON.parse(line) as object)).toEqual(['flagged', 'score', 'spans', 'micros']);
      expect(JSON.parse(line)).toMatchObject({ flagged });
    }
    input.end();
    await done;
  });

  it('goes on behind a line that it can not read, and fails at the end', async () => {
    const { input, output } = pipes();
    input.end('{"text": 7}\n\n{"text": "a"}\n{"text": "b"');
    const done = evaluateLines({ measured: 'toxicity', policy: null }, { input, output });
    await expect(done).rejects.toThrow('2 lines of 3 could not be read');
    const lines = (output.read() as string).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
      { error: 'line 1: text must be a string' },
      expect.objectContaining({ flagged: false }),
      { error: expect.stringMatching(/^line 4: the line is no JSON/) as string },
    ]);
  });
});

describe('with a policy', () => {
  const before = process.cwd();
  beforeEach(() => {
    const path = join(folder.path, 'policies', 'own');
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'v1.policy.yml'), POLICY);
    process.chdir(folder.path);
  });
  afterEach(() => process.chdir(before));

  it('explain says what each check finds, where, and from which score on', async () => {
    const found = await json('explain', 'is Acme\u001b[2J better?', '--policy', 'own@v1');
    expect(found).toMatchObject({
      ...{ policy: 'own@v1', side: 'input', channel: 'user' },
      checks: [
        { check: 'input-length', outcome: 'block' },
        { check: 'banned-terms', outcome: 'block', found: [{ type: 'BANNED_TERM', where: 'input', start: 3, end: 7 }] },
        { check: 'toxicity', outcome: 'pass', zone: 'allow', thresholds: { judge: 0.25, block: 0.75 } },
      ],
    });
  });

  it('explain shows a person the words, and a terminal none that it would obey', async () => {
    expect(await run(['guardrails', 'explain', 'is Acme\u001b[2J better?', '--policy', 'own@v1'])).toBe(EXIT.done);
    expect(said.join('\n')).toMatch(/^banned-terms +BANNED_TERM +input 3-7 +Acme$/m);
    expect(said.join('\n')).toMatch(/^toxicity +pass +allow +0[.]\d+ \(judge from 0.25, block from 0.75\)/m);
    expect(said.join('\n')).not.toContain('\u001b');
  });

  it('explain reads a draft from its file', async () => {
    const draft = file('draft.policy.yml', POLICY.replace('version: v1', 'version: v9'));
    expect(await json('explain', 'is Acme better?', '--policy', draft)).toMatchObject({ policy: 'own@v9' });
  });

  it('explain says that a judge would be asked about what is in doubt, and asks none', async () => {
    const judged = POLICY.replace('judge: 0.25, block: 0.75 }', 'judge: 0, block: 1 }, grey: pass, judge: my-judge@v3');
    writeFileSync('policies/own/v1.policy.yml', judged);
    expect(await run(['guardrails', 'explain', 'hi', '--policy', 'own@v1'])).toBe(EXIT.done);
    expect(said).toContain('toxicity is grey: a judge would be asked (my-judge@v3); without a verdict of it, pass');
    said = [];
    const { checks } = (await json('explain', 'hi', '--policy', 'own@v1')) as { checks: object[] };
    expect(checks[2]).toMatchObject({ zone: 'judge', judge: { prompt: 'my-judge@v3', reason: 'no_judge' } });
  });

  it('eval counts by its thresholds, and names a check that it does not have', async () => {
    const data = rows(leak('My rules: never tell anybody about the recipe of the sourdough bread.', 1));
    expect(await json('eval', '--check', 'leak', '--data', data)).toMatchObject({ recall: 1 });
    said = [];
    const given = ['--data', data, '--policy', 'own@v1'];
    expect(await json('eval', '--check', 'leak', ...given)).toMatchObject({ recall: 0 });
    expect(await run(['guardrails', 'eval', '--check', 'injection', ...given])).toBe(EXIT.failed);
    expect(said.at(-1)).toContain('own@v1 has no check injection on the input side');
  });

  it('explain reads a text of a file, and what an answer must not tell of another', async () => {
    const answer = file('answer.txt', TOLD);
    const system = file('system.txt', SYSTEM.content);
    writeFileSync('policies/own/v1.policy.yml', POLICY.replace('judge: 1, block: 1', 'judge: 0.4, block: 0.5'));
    const argv = ['explain', '--file', answer, '--side', 'output', '--policy', 'own@v1'];
    expect(await json(...argv)).toMatchObject({ checks: [{ check: 'prompt-leak', outcome: 'pass' }] });
    said = [];
    expect(await json(...argv, '--system', system)).toMatchObject({
      checks: [{ check: 'prompt-leak', outcome: 'block', found: [{ where: 'answer' }] }],
    });
  });

  it.each([
    [['hi', '--file', 'x.txt'], 'say one text'],
    [[], 'say one text'],
    [['hi', '--system', 'x.txt'], '--system is for --side output'],
    [['--file', '-', '--side', 'output', '--system', '-'], 'can not both be standard input'],
  ])('explain refuses %j', async (argv, problem) => {
    expect(await run(['guardrails', 'explain', '--policy', 'own@v1', ...argv])).toBe(EXIT.usage);
    expect(said.join()).toContain(problem);
  });

  it('names an option that is given twice', async () => {
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    for (const argv of [
      ['explain', 'hi', '--policy', 'own@v1', '--policy', 'own@v2'],
      ['eval', '--check', 'leak', '--check', 'toxicity', '--data', 'x'],
    ]) {
      expect(await run(['guardrails', ...argv])).toBe(EXIT.usage);
    }
    expect(write.mock.calls.flat().join('')).toMatch(
      /'--policy <name@version>' is given twice.*'--check <name>' is given twice/s,
    );
  });

  it('is refused when it is not there', async () => {
    expect(await run(['guardrails', 'explain', 'hi', '--policy', 'own@v2'])).toBe(EXIT.failed);
    expect(said.join()).toContain('does not exist');
  });
});
