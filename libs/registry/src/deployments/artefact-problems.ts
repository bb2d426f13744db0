import { ArtefactFileError, parsePolicyFile, parsePromptFile, unknownChecks } from '@gauntlet/artefacts';
import type { FieldProblem } from '@gauntlet/contracts';
import type { ArtefactFile } from './deployment-events';

/** What publishing would refuse in a prompt or policy file for its content alone; empty when it is as it should be. */
export function artefactProblems(file: Omit<ArtefactFile, 'hash'>): readonly FieldProblem[] {
  try {
    return file.kind === 'policy' ? policyProblems(file) : promptProblems(file);
  } catch (error) {
    if (error instanceof ArtefactFileError) return error.problems;
    throw error;
  }
}

function promptProblems({ source, path }: Omit<ArtefactFile, 'hash'>): FieldProblem[] {
  parsePromptFile(source, path);
  return [];
}

function policyProblems({ source, path, name, version }: Omit<ArtefactFile, 'hash'>): FieldProblem[] {
  const policy = parsePolicyFile(source, path);
  const expected = Object.entries({ name, version });
  const misplaced = expected
    .filter(([field, value]) => Reflect.get(policy, field) !== value)
    .map(([field, value]) => ({ field: `/${field}`, problem: `must be ${value}, as the path says` }));
  return [...misplaced, ...unknownChecks(policy)];
}
