import {
  ArtefactFileError,
  nearestName,
  type PromptEvaluator,
  type PromptFile,
  schemaProblems,
} from '@gauntlet/artefacts';
import type { FieldProblem } from '@gauntlet/contracts';
import type { Scorer } from '../scorer';
import { OptionError, type ScoredPrompt, type ScorerKind } from '../scorer-kind';
import { string } from '../text/string.scorer';
import { USES } from './all-kinds';
import { JUDGE_USES, JudgeOptions, judgePromptOf, type PromptJudge } from './prompt-judge';

/** What an evaluator of a prompt file stands for. */
export interface PromptScorer {
  /** What the author calls it; no two of a prompt have one name. */
  readonly name: string;
  readonly scorer: Scorer;
}

type EvaluatedPrompt = ScoredPrompt & Pick<PromptFile, 'evaluators'>;
type Resolved =
  | { readonly scorer: Scorer }
  | { readonly judge: Omit<PromptJudge, 'name'> }
  | { readonly problems: readonly FieldProblem[] };

/**
 * The scorers that the evaluators of a prompt name, in their order. Judges are none of them: {@link promptJudges}.
 * @param file how errors call the prompt
 * @throws ArtefactFileError naming each evaluator that can't be used; a retry doesn't help.
 */
export function promptScorers(prompt: EvaluatedPrompt, file: string): PromptScorer[] {
  return resolved(prompt, file).flatMap(({ name, ...one }) => ('scorer' in one ? [{ name, scorer: one.scorer }] : []));
}

/** The judges that the evaluators of a prompt name, in their order; parameters and errors as of {@link promptScorers}. */
export function promptJudges(prompt: EvaluatedPrompt, file: string): PromptJudge[] {
  return resolved(prompt, file).flatMap(({ name, ...one }) => ('judge' in one ? [{ name, ...one.judge }] : []));
}

function resolved(prompt: EvaluatedPrompt, file: string): (Resolved & { readonly name: string })[] {
  const problems = evaluatorProblems(prompt);
  if (problems.length > 0) throw new ArtefactFileError(file, problems);
  return prompt.evaluators.map((evaluator, index) => ({
    name: evaluator.name,
    ...resolve(evaluator, `/evaluators/${index}`, prompt),
  }));
}

/** Why answers can't be scored by the evaluators of a prompt; empty when they can. */
export function evaluatorProblems(prompt: EvaluatedPrompt): FieldProblem[] {
  return prompt.evaluators.flatMap((evaluator, index) => {
    const field = `/evaluators/${index}`;
    const found = resolve(evaluator, field, prompt);
    const first = prompt.evaluators.findIndex(({ name }) => name === evaluator.name);
    const twice = {
      field: `${field}/name`,
      problem: `is also that of /evaluators/${first}; scores are told apart by it`,
    };
    return [...('problems' in found ? found.problems : []), ...(first < index ? [twice] : [])];
  });
}

function resolve(evaluator: PromptEvaluator, field: string, prompt: ScoredPrompt): Resolved {
  const { uses, with: options = {} } = evaluator;
  if (evaluator.string && uses !== undefined) return wrong(field, 'has both string and uses; make it two evaluators');
  if (evaluator.string && evaluator.with) return wrong(`${field}/with`, 'belongs to uses; remove it');
  if (evaluator.string) return made(string, evaluator.string, `${field}/string`, prompt);
  if (uses === undefined) return wrong(field, 'has neither string nor uses; give one of them');
  const way = JUDGE_USES.get(uses);
  if (way) return judged(way, options, `${field}/with`);
  const kind = USES.get(uses);
  return kind ? made(kind, options, `${field}/with`, prompt) : wrong(`${field}/uses`, unknownName(uses));
}

function made(kind: ScorerKind, options: unknown, field: string, prompt: ScoredPrompt): Resolved {
  const problems = schemaProblems(kind.options, options, field);
  if (problems.length > 0) return { problems };
  try {
    return { scorer: { name: kind.name, version: kind.version, score: kind.make(options, prompt) } };
  } catch (error) {
    if (error instanceof OptionError) return wrong(`${field}/${error.option}`, error.problem);
    throw error;
  }
}

function judged(way: PromptJudge['way'], options: unknown, field: string): Resolved {
  const problems = schemaProblems(JudgeOptions, options, field);
  return problems.length > 0 ? { problems } : { judge: { way, prompt: judgePromptOf(options as JudgeOptions) } };
}

function unknownName(uses: string): string {
  const known = [...USES.keys(), ...JUDGE_USES.keys()];
  return `is ${uses}, which no scorer is called; did you mean ${nearestName(uses, known)}? Known are ${known.join(', ')}`;
}

function wrong(field: string, problem: string): Resolved {
  return { problems: [{ field, problem }] };
}
