import type { INestApplicationContext } from '@nestjs/common';
import { JUDGE_PROMPT, type Trial } from '@gauntlet/contracts';
import type { PromptJudge } from '@gauntlet/scoring';
import type { RegistryState } from '../../kafka/registry-state';
import { publishVersions } from '../run/variants';
import { JudgeNotFoundError } from './judge.errors';
import type { Judge } from './judge-call';

/** What a judge is asked under: what is judged may hold an attack, so no check for injection blocks it. */
const POLICY = { name: 'judge', version: 'v1' };

/**
 * The judges that a prompt names, published first where they lie in `prompts/` and are not published yet. They are asked with the model
 * that the pin of `answer-judge` names, as for live traffic, else with the one of their file.
 * @throws JudgeNotFoundError for a version that is not there; a retry doesn't help.
 */
export async function findJudges(
  judges: readonly PromptJudge[],
  root: string,
  registry: { readonly state: RegistryState; readonly app: INestApplicationContext },
): Promise<Judge[]> {
  for (const { prompt } of judges) await publishVersions({ candidate: prompt, policy: POLICY }, root, registry);
  return judges.map((judge) => ({ ...judge, trial: trialOf(judge, registry.state) }));
}

function trialOf({ name, prompt }: PromptJudge, { projection }: RegistryState): Trial {
  const published = projection.artefacts.published(prompt);
  const policy = projection.artefacts.hashOf('policy', POLICY);
  if (!published || !policy) throw new JudgeNotFoundError(name, `${prompt.name}@${prompt.version}`);
  const { model: own } = published.prompt;
  const model = projection.inForce(JUDGE_PROMPT)?.facts.model ?? own;
  // A judge of another model would be another judge, so there is no backup.
  return {
    prompt: { ...prompt, hash: published.hash },
    policy: { ...POLICY, hash: policy },
    model: { ...model, parameters: own.parameters },
    backups: [],
  };
}
