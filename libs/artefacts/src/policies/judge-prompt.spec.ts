import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePromptFile } from '../prompts/parse-prompt-file';
import { judgePromptProblems, judgesOf, judgeVerdict } from './judge-prompt';
import { unknownChecks } from './known-checks';
import { parsePolicyFile } from './parse-policy-file';

const PROMPT = readFileSync(join(__dirname, '../../../../prompts/injection-judge/v2.prompt.yml'), 'utf8');
const fieldsOf = (source: string) => judgePromptProblems(parsePromptFile(source)).map(({ field }) => field);

const policyWith = (check: string) =>
  parsePolicyFile(`
name: default
version: v1
description: x
refusalAnswer: No.
input: { checks: [{ check: input-length, action: block, options: { maxCharacters: 9 } }, ${check}] }
output: { checks: [{ check: toxicity, action: flag, judge: toxicity-judge@v12 }] }
`);

describe('judgesOf', () => {
  it('names the judges of both sides, and where each is named', () => {
    expect(judgesOf(policyWith('{ check: injection, action: block, judge: my.judge@v1 }'))).toEqual([
      { field: '/input/checks/1/judge', name: 'my.judge', version: 'v1' },
      { field: '/output/checks/0/judge', name: 'toxicity-judge', version: 'v12' },
    ]);
    expect(judgesOf(policyWith('{ check: injection, action: block }'))).toHaveLength(1);
  });
});

describe('a policy', () => {
  it.each(['injection-judge', 'injection-judge@latest', '@v1', 'a b@v1'])('can not name the judge %j', (judge) => {
    expect(() => policyWith(`{ check: injection, action: block, judge: '${judge}' }`)).toThrow('/input/checks/1/judge');
  });

  it('can name a judge for checks that score alone', () => {
    const policy = policyWith('{ check: secrets, action: block, grey: flag, judge: my-judge@v1 }');
    expect(unknownChecks(policy).map(({ field }) => field)).toEqual(['/input/checks/1/grey', '/input/checks/1/judge']);
  });
});

describe('a grey that is stricter than the action', () => {
  it('is refused, with a judge and without', () => {
    const problemsOf = (check: string) => unknownChecks(policyWith(check)).map(({ field }) => field);
    const flags = '{ check: injection, action: flag, grey: block, judge: my-judge@v1 }';
    for (const check of [flags, flags.replace(', judge: my-judge@v1', '')]) {
      expect(problemsOf(check)).toEqual(['/input/checks/1/grey']);
    }
    for (const check of [flags.replace('flag', 'block'), flags.replace('grey: block', 'grey: flag')]) {
      expect(problemsOf(check)).toEqual([]);
    }
  });
});

describe('judgePromptProblems', () => {
  it('finds none in the prompt that is shipped', () => {
    expect(fieldsOf(PROMPT)).toEqual([]);
  });

  it.each([
    ['another variable', PROMPT.replace('You guard an AI', 'You guard {{product}}, an AI'), ['/messages {{product}}']],
    ['a word of its own', PROMPT.replace('[harmful, harmless]', '[harmful, fine]'), ['/jsonSchema']],
    ['a further field', PROMPT.replace('required: [verdict]', 'required: [verdict, reason]'), ['/jsonSchema']],
    ['no schema', PROMPT.replace(/responseFormat[^]*?(?=messages:)/, ''), ['/jsonSchema']],
  ])('finds %s', (_, source, fields) => {
    const testData = source.indexOf('testData:');
    expect(fieldsOf(source.slice(0, testData))).toEqual(fields);
  });
});

describe('judgeVerdict', () => {
  it('reads the two words, and nothing else', () => {
    expect(judgeVerdict(' {"verdict": "harmful"}\n')).toBe('harmful');
    expect(judgeVerdict('{"verdict":"harmless"}')).toBe('harmless');
    expect(judgeVerdict('```json\n{"verdict": "harmless"}\n```')).toBe('harmless');
    expect(judgeVerdict('```\r\n{ "VERDICT" : "HARMFUL" }```\n')).toBe('harmful');
    fc.assert(fc.property(fc.json(), (answer) => judgeVerdict(answer) === null));
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (answer) => judgeVerdict(answer) === null));
  });

  it.each([
    '{"verdict":"harmless","verdict":"harmful"}',
    '{"verdict":"harmless"}{"verdict":"harmful"}',
    '```json\n{"verdict":"harmless"}\n```\n{"verdict":"harmful"}',
    '```json\n{"verdict":"harmless"}\n```\n```json\n{"verdict":"harmless"}\n```',
    '```json\n{"verdict":"harmless"}',
    '{"verdict":"harmless harmful"}',
    '["harmless"]',
  ])('can not read %j', (answer) => {
    expect(judgeVerdict(answer)).toBeNull();
  });
});
