import { type Static, Type } from '@sinclair/typebox';
import { CLOSED } from '../scorer-kind';

/** An evaluator that asks a model, so that only a run can use it. */
export interface PromptJudge {
  /** What the author calls it. */
  readonly name: string;
  /** Whether it sees one answer alone, or the answers of both sides as a pair. */
  readonly way: 'alone' | 'pair';
  /** The judge's prompt and the version that is pinned by naming it here. */
  readonly prompt: { readonly name: string; readonly version: string };
}

/** What `uses` of a judge may say. */
export const JUDGE_USES: ReadonlyMap<string, PromptJudge['way']> = new Map([
  ['gauntlet/judge', 'alone'],
  ['gauntlet/pairwise-judge', 'pair'],
]);

export const JudgeOptions = Type.Object(
  {
    prompt: Type.String({
      pattern: '^[a-z0-9][a-z0-9-]*@v[0-9]+$',
      description: 'name and version of the prompt, such as judge-helpfulness@v1',
    }),
  },
  CLOSED,
);
export type JudgeOptions = Static<typeof JudgeOptions>;

export function judgePromptOf({ prompt }: JudgeOptions): PromptJudge['prompt'] {
  const [name = '', version = ''] = prompt.split('@');
  return { name, version };
}
