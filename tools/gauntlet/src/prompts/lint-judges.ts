import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  ArtefactFileError,
  judgeProblem,
  judgePromptProblems,
  judgesOf,
  parsePolicyFile,
  parsePromptFile,
  readArtefactFile,
} from '@gauntlet/artefacts';
import type { FieldProblem } from '@gauntlet/contracts';

/**
 * What is wrong with the judges of a policy that is right otherwise: their prompts stand in `prompts/` beside the policy's
 * `policies/`, and somebody can judge with them.
 */
export function judgeProblems(source: string, path: string): FieldProblem[] {
  const root = resolve(path, '../../..');
  return judgesOf(parsePolicyFile(source, path)).flatMap(({ field, ...judge }) => {
    const file = join(root, 'prompts', judge.name, `${judge.version}.prompt`);
    const found = ['yml', 'yaml'].map((ending) => `${file}.${ending}`).find((one) => existsSync(one));
    const problem = judgeProblem(judge, found === undefined ? null : promptProblems(found));
    return problem === null ? [] : [{ field, problem }];
  });
}

function promptProblems(path: string): readonly FieldProblem[] {
  try {
    return judgePromptProblems(parsePromptFile(readArtefactFile(path), path));
  } catch (error) {
    if (error instanceof ArtefactFileError) return error.problems;
    throw error;
  }
}
