import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryDirectory } from '@gauntlet/testing';
import { lintPrompts } from './prompts-lint.command';

const ROOT = resolve(__dirname, '../../../..');
const SHIPPED = join(ROOT, 'prompts/support-agent/v7.prompt.yml');
const SHIPPED_POLICY = join(ROOT, 'policies/default/v1.policy.yml');

let data: ReturnType<typeof temporaryDirectory>;
let lines: string[];
const lint = (files: string[]) => lintPrompts(files, { line: (text) => lines.push(text), value: () => undefined });

beforeEach(() => {
  data = temporaryDirectory();
  lines = [];
});
afterEach(() => data.remove());

function file(name: string, source: string): string {
  const path = join(data.path, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, source);
  return path;
}

describe('gauntlet prompts lint', () => {
  it('accepts what this repository ships', async () => {
    await lint([SHIPPED, SHIPPED_POLICY]);
    expect(lines).toEqual([`ok       ${SHIPPED}`, `ok       ${SHIPPED_POLICY}`]);
  });

  it('names each problem of each file, and fails', async () => {
    const draft = file('agent/draft.prompt.yml', 'name: x');
    const wrong = file(
      'agent/v1.prompt.yml',
      'name: x\ndescription: x\nmodel: a/b\nmessages: [{ role: user, content: x }, { role: user, content: y }]',
    );
    await expect(lint([draft, wrong, SHIPPED])).rejects.toThrow('problems in 2 of 3 files');
    expect(lines).toContain(`problem  ${draft}`);
    expect(lines).toContain('         its name must be v1.prompt.yml, v2.prompt.yml, … or v1.policy.yml, …');
    expect(lines.join('\n')).toContain('         /messages/0/role must be system');
    expect(lines).toContain(`ok       ${SHIPPED}`);
  });

  it('knows what a policy can ask for, and where it belongs', async () => {
    const source = readFileSync(SHIPPED_POLICY, 'utf8').replace('check: pii', 'check: mind-reading');
    const wrong = file('strict/v2.policy.yml', source);
    await expect(lint([wrong])).rejects.toThrow('problems in 1 of 1 file');
    const said = lines.join('\n');
    expect(said).toContain('/name must be strict, as the path says');
    expect(said).toContain('/version must be v2, as the path says');
    expect(said).toMatch(/\/check is no (in|out)put check; known: /);
  });

  it('names the evaluators that exist where a prompt names another', async () => {
    const source = readFileSync(SHIPPED, 'utf8').replace('github/similarity', 'github/similarty');
    await expect(lint([file('agent/v1.prompt.yml', source)])).rejects.toThrow('problems in 1 of 1 file');
    expect(lines.at(-1)).toMatch(
      /^ +\/evaluators\/0\/uses is github\/similarty, .*mean github\/similarity\? Known are gauntlet\/exact, /,
    );
  });

  it('refuses test data that can be no rows, though the prompt can be published', async () => {
    const question = '  - input: Can I cancel my order?\n';
    const source = readFileSync(SHIPPED, 'utf8').replace(question, "  - input: ''\n");
    expect(source).not.toContain(question);
    await expect(lint([file('support-agent/v7.prompt.yml', source)])).rejects.toThrow('problems in 1 of 1 file');
    expect(lines.slice(1)).toEqual(['         /testData/6/input must be a text that is not empty']);
  });

  it('notes what is right and rarely meant in a policy, and fails nothing', async () => {
    const own = "check: personal-data, action: redact, options: { allow: ['@gmail.com'] }";
    const source = readFileSync(SHIPPED_POLICY, 'utf8').replace('name: default', 'name: strict');
    const output = source.indexOf('output:');
    const policy = file(
      'policies/strict/v1.policy.yml',
      source.slice(0, output) + source.slice(output).replace('check: pii, action: redact', own),
    );
    file('deployments/local.yaml', 'prompts: { agent: { version: v1, policy: default@v1 } }');
    await lint([policy]);
    expect(lines).toEqual([
      `ok       ${policy}`,
      expect.stringMatching(/^ {9}note: \/output\/checks\/\d\/options\/allow has @gmail\.com, where anybody/),
      expect.stringMatching(/^ {9}note: policy strict is named by no deployment file, so it is not published; name it/),
    ]);
  });

  it('looks for the judges of a policy, beside it', async () => {
    const source = readFileSync(SHIPPED_POLICY.replace('v1', 'v2'), 'utf8');
    const policy = file('policies/default/v2.policy.yml', source);
    await expect(lint([policy])).rejects.toThrow('problems in 1 of 1 file');
    const missing = 'is injection-judge@v2, which has no file; add prompts/injection-judge/v2.prompt.yml';
    expect(lines).toContain(`         /input/checks/3/judge ${missing}`);
    const judge = join('prompts', 'injection-judge', 'v2.prompt.yml');
    file(judge, readFileSync(SHIPPED, 'utf8'));
    await expect(lint([policy])).rejects.toThrow('problems in 1 of 1 file');
    expect(lines.at(-1)).toMatch(/^ +\/input\/checks\/3\/judge can't be injection-judge@v2, whose /);
    file(judge, readFileSync(join(ROOT, judge), 'utf8'));
    await lint([policy]);
    expect(lines.at(-1)).toBe(`ok       ${policy}`);
  });

  it('looks at every prompt and every policy unless told which', async () => {
    await lint([]);
    expect(lines).toContain(`ok       ${join('policies', 'default', 'v1.policy.yml')}`);
    expect(lines).toContain(`ok       ${join('prompts', 'support-agent', 'v6.prompt.yml')}`);
  });

  it('names a file that is not there, and fails where there is nothing at all', async () => {
    await expect(lint(['prompts/nobody/v1.prompt.yml'])).rejects.toThrow('problems in 1 of 1 file');
    expect(lines).toContain('         the file does not exist');
    await expect(lint([file('agent/v2.prompt.yml', 'a\0')])).rejects.toThrow('problems in 1 of 1 file');
    expect(lines).toContain('         the file is no text: it has a zero byte; save it as UTF-8');
    const before = process.cwd();
    process.chdir(data.path);
    try {
      await expect(lint([])).rejects.toThrow(/has no files below prompts\/ or policies\//);
    } finally {
      process.chdir(before);
    }
  });
});
