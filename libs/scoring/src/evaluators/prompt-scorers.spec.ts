import { describe, expect, it } from 'vitest';
import type { PromptEvaluator } from '@gauntlet/artefacts';
import { evaluatorProblems, promptJudges, promptScorers } from './prompt-scorers';

const TEXT = { type: 'text' } as const;
const problemsOf = (...evaluators: PromptEvaluator[]) => evaluatorProblems({ evaluators, responseFormat: TEXT });

describe('promptScorers', () => {
  it('gives each evaluator its scorer, by the name of the evaluator', () => {
    const evaluators = [
      { name: 'polite', string: { startsWith: 'Dear' } },
      { name: 'close', uses: 'github/similarity' },
      { name: 'shaped', uses: 'gauntlet/json-schema' },
    ];
    const responseFormat = { type: 'json_schema', schema: { type: 'object' } } as const;
    const scorers = promptScorers({ evaluators, responseFormat }, 'prompt');
    expect(scorers.map(({ name, scorer }) => `${name}: ${scorer.name}@${scorer.version}`)).toEqual([
      'polite: string@v1',
      'close: similarity@v1',
      'shaped: json-schema@v1',
    ]);
  });

  it('throws what is wrong with all of them, by file', () => {
    const evaluators = [{ name: 'x', uses: 'gauntlet/jugde' }];
    expect(() => promptScorers({ evaluators, responseFormat: TEXT }, 'support-agent@v9')).toThrow(
      /^support-agent@v9: \/evaluators\/0\/uses is gauntlet\/jugde, which no scorer is called; did you mean/,
    );
  });
});

describe('promptJudges', () => {
  it('gives the judges, which are no scorers', () => {
    const evaluators = [
      { name: 'helpful', uses: 'gauntlet/judge', with: { prompt: 'judge-helpfulness@v1' } },
      { name: 'better', uses: 'gauntlet/pairwise-judge', with: { prompt: 'judge-pairwise@v2' } },
      { name: 'same', uses: 'gauntlet/exact' },
    ];
    const prompt = { evaluators, responseFormat: TEXT };
    expect(promptJudges(prompt, 'prompt')).toEqual([
      { name: 'helpful', way: 'alone', prompt: { name: 'judge-helpfulness', version: 'v1' } },
      { name: 'better', way: 'pair', prompt: { name: 'judge-pairwise', version: 'v2' } },
    ]);
    expect(promptScorers(prompt, 'prompt').map(({ name }) => name)).toEqual(['same']);
  });
});

describe('evaluatorProblems', () => {
  it.each<[PromptEvaluator, string, RegExp]>([
    [{ name: 'x', uses: 'github/coherence' }, '/evaluators/0/uses', /Known are gauntlet\/exact, .*github\/similarity/],
    [{ name: 'x', uses: 'gauntlet/exact', string: { equals: 'a' } }, '/evaluators/0', /has both string and uses/],
    [{ name: 'x', with: {} }, '/evaluators/0', /has neither string nor uses/],
    [{ name: 'x', string: { equals: 'a' }, with: {} }, '/evaluators/0/with', /belongs to uses/],
    [{ name: 'x', uses: 'gauntlet/exact', with: { ignorecase: true } }, '/evaluators/0/with/ignorecase', /ignoreCase/],
    [{ name: 'x', uses: 'gauntlet/regex', with: { pattern: '(?=a)' } }, '/evaluators/0/with/pattern', /RE2/],
    [{ name: 'x', uses: 'gauntlet/length' }, '/evaluators/0/with/min', /is missing, and so is max/],
    [
      { name: 'x', uses: 'gauntlet/length', with: { min: 3, max: 2 } },
      '/evaluators/0/with/min',
      /above max, which is 2/,
    ],
    [{ name: 'x', uses: 'gauntlet/judge' }, '/evaluators/0/with/prompt', /is missing/],
    [{ name: 'x', uses: 'gauntlet/judge', with: { prompt: 'helpful' } }, '/evaluators/0/with/prompt', /pattern|match/],
    [{ name: 'x', uses: 'gauntlet/json-schema' }, '/evaluators/0/with/schema', /the prompt has no jsonSchema/],
    [{ name: 'x', uses: 'gauntlet/language', with: { language: 'xx' } }, '/evaluators/0/with/language', /one of af, /],
  ])('of %j are at %s', (evaluator, field, problem) => {
    const problems = problemsOf(evaluator);
    expect(problems.map((one) => one.field)).toEqual([field]);
    expect(problems[0]?.problem).toMatch(problem);
  });

  it('names an evaluator that is called like another', () => {
    const same = { name: 'x', uses: 'gauntlet/exact' };
    expect(problemsOf(same, same)).toEqual([
      { field: '/evaluators/1/name', problem: 'is also that of /evaluators/0; scores are told apart by it' },
    ]);
  });
});
