import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  ArtefactFileError,
  judgePromptProblems,
  judgesOf,
  type NamedJudge,
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
  return judgesOf(parsePolicyFile(source, path)).flatMap((judge) => problemsWith(judge, root));
}

function problemsWith({ field, name, version }: NamedJudge, root: string): FieldProblem[] {
  const file = join('prompts', name, `${version}.prompt`);
  const found = ['yml', 'yaml'].map((ending) => join(root, `${file}.${ending}`)).find((path) => existsSync(path));
  if (!found) return [{ field, problem: `is ${name}@${version}, which has no file; add ${file}.yml` }];
  return promptProblems(found).map(({ field: of, problem }) => {
    return { field, problem: `can't be ${name}@${version}, whose ${of} ${problem}` };
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
