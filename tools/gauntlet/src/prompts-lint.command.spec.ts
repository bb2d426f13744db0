import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { temporaryDirectory } from '@gauntlet/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lintPrompts } from './prompts-lint.command';

const SHIPPED = resolve(__dirname, '../../../prompts/support-agent/v7.prompt.yml');

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
    await lint([SHIPPED]);
    expect(lines).toEqual([`ok       ${SHIPPED}`]);
  });

  it('names each problem of each file, and fails', async () => {
    const draft = file('agent/draft.prompt.yml', 'name: x');
    const wrong = file(
      'agent/v1.prompt.yml',
      'name: x\ndescription: x\nmodel: a/b\nmessages: [{ role: user, content: x }, { role: user, content: y }]',
    );
    await expect(lint([draft, wrong, SHIPPED])).rejects.toThrow('2 of 3 files have problems');
    expect(lines).toContain(`problem  ${draft}`);
    expect(lines).toContain('         its name must be v1.prompt.yml, v2.prompt.yml, …');
    expect(lines.join('\n')).toContain('         /messages/0/role must be system');
    expect(lines).toContain(`ok       ${SHIPPED}`);
  });
});
