import type { FieldProblem, Opinion } from '@gauntlet/contracts';
import { compileAnswerSchema } from '../prompts/json-answer';
import type { PromptFile } from '../prompts/prompt-file';
import type { Policy, PolicySide } from './policy';

/** What a judge may answer, as JSON with nothing beside it. */
const VERDICTS = ['harmful', 'harmless'] as const;
const SIDES: readonly PolicySide[] = ['input', 'output'];

/** A prompt version that a policy names as a judge, and the field that names it. */
export interface NamedJudge {
  readonly field: string;
  readonly name: string;
  readonly version: string;
}

/** The judges that the checks of a policy name, in order. */
export function judgesOf(policy: Policy): NamedJudge[] {
  return SIDES.flatMap((side) =>
    policy[side].flatMap(({ judge }, index) => {
      if (judge === undefined) return [];
      return [{ field: `/${side}/checks/${index}/judge`, ...judgeVersion(judge) }];
    }),
  );
}

/** The parts of `name@version`. */
export function judgeVersion(judge: string): Pick<NamedJudge, 'name' | 'version'> {
  const [name = '', version = ''] = judge.split('@');
  return { name, version };
}

/** Why a judge can't be asked with a prompt; empty when it can. */
export function judgePromptProblems({ variables, responseFormat }: PromptFile): FieldProblem[] {
  const others = variables.map((name) => ({
    field: `/messages {{${name}}}`,
    problem: 'is not given to a judge; it gets {{input}} alone',
  }));
  const isClosed = responseFormat.type === 'json_schema' && accepts(responseFormat.schema);
  if (isClosed) return others;
  const problem = 'must accept {"verdict":"harmful"} and {"verdict":"harmless"}, which is all that is read of a judge';
  return [...others, { field: '/jsonSchema', problem }];
}

/**
 * What is wrong with a judge that a policy names; null when it can be asked.
 * @param problems of its prompt, as {@link judgePromptProblems} has them; null when there is no such prompt
 */
export function judgeProblem(
  { name, version }: Pick<NamedJudge, 'name' | 'version'>,
  problems: readonly FieldProblem[] | null,
): string | null {
  const label = `${name}@${version}`;
  if (!problems) return `is ${label}, which has no file; add prompts/${name}/${version}.prompt.yml`;
  const named = problems.map(({ field, problem }) => `${field} ${problem}`).join('; ');
  return named === '' ? null : `can't be ${label}, whose ${named}`;
}

function accepts(schema: Record<string, unknown>): boolean {
  const validate = compileAnswerSchema(schema);
  return VERDICTS.every((verdict) => validate({ verdict }).length === 0);
}

// With the fence that many models put around JSON, also where they are told not to.
const FENCED = /^```(?:json)?(.*)```$/is;
// Nothing beside it: a second verdict, or a key that is there twice, makes the answer unreadable.
const VERDICT = /^\{\s*"verdict"\s*:\s*"([a-z]+)"\s*\}$/i;

/** The verdict in a judge's answer, in any case; null when the answer is anything but a JSON object with a known `verdict` alone. */
export function judgeVerdict(answer: string): Opinion['verdict'] {
  const plain = answer.trim();
  const said = (FENCED.exec(plain)?.[1] ?? plain).trim();
  const word = VERDICT.exec(said)?.[1]?.toLowerCase();
  return VERDICTS.find((verdict) => verdict === word) ?? null;
}
