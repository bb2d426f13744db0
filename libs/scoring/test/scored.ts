import type { Expected, PromptEvaluator } from '@gauntlet/artefacts';
import { promptScorers } from '../src/evaluators/prompt-scorers';
import type { Subject } from '../src/subject';
import { answered } from './subject';

type Evaluator = Omit<PromptEvaluator, 'name'>;

/** Scores an answer as a prompt with one evaluator would. */
export function scored(evaluator: Evaluator, answer: string, expected: Expected = {}, others: Partial<Subject> = {}) {
  const prompt = { evaluators: [{ name: 'x', ...evaluator }], responseFormat: { type: 'text' } as const };
  const [one] = promptScorers(prompt, 'prompt');
  return one ? one.scorer.score(answered(answer, expected, others)) : null;
}
