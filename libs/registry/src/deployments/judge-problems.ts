import { judgeProblem, judgePromptProblems, judgesOf, type NamedJudge } from '@gauntlet/artefacts';
import type { FieldProblem } from '@gauntlet/contracts';
import type { ArtefactStore } from '../artefact-store';
import type { ArtefactFile } from './deployment-events';

/**
 * What is wrong with the judges that the policies among these files name: there is no such prompt, or a judge can't be asked
 * with it. A guardrail could only follow the policy's `grey` then.
 */
export function judgeProblems(files: readonly ArtefactFile[], stores: readonly ArtefactStore[]): FieldProblem[] {
  return files.flatMap((file) => {
    const policy = file.kind === 'policy' ? stores.map((store) => store.policy(file)).find(Boolean) : undefined;
    const judges = policy ? judgesOf(policy) : [];
    return judges.flatMap(({ field, ...judge }) => {
      const problem = problemWith(judge, stores);
      return problem === null ? [] : [{ field: `${file.path} ${field}`, problem }];
    });
  });
}

function problemWith(judge: Omit<NamedJudge, 'field'>, stores: readonly ArtefactStore[]): string | null {
  const prompt = stores.map((store) => store.published(judge)?.prompt).find(Boolean);
  return judgeProblem(judge, prompt ? judgePromptProblems(prompt) : null);
}
