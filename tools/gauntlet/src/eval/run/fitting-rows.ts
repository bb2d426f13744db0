import {
  ArtefactFileError,
  checkVariables,
  type PromptFile,
  PromptVariablesError,
  type Row,
} from '@gauntlet/artefacts';
import type { FieldProblem } from '@gauntlet/contracts';

const MOST_PROBLEMS = 20;

/** Ingress would refuse them one by one, each after its question was published. @throws ArtefactFileError naming rows and variables. */
export function requireFittingRows(rows: readonly Row[], prompt: PromptFile, variant: string): void {
  const problems = rows.flatMap(({ id, variables }) => problemsOf(prompt, variables, `row ${id}`));
  if (problems.length > 0) throw new ArtefactFileError(`the rows for ${variant}`, problems.slice(0, MOST_PROBLEMS));
}

function problemsOf(prompt: PromptFile, variables: Row['variables'], row: string): FieldProblem[] {
  try {
    checkVariables(prompt, variables);
    return [];
  } catch (error) {
    if (!(error instanceof PromptVariablesError)) throw error;
    return error.problems.map(({ field, problem }) => ({ field: `${row} ${field}`, problem }));
  }
}
