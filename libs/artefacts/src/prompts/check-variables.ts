import type { FieldProblem } from '@gauntlet/contracts';
import type { PromptFile } from './prompt-file';
import { PromptVariablesError } from './prompt-variables.error';

type Variables = Readonly<Record<string, string>>;

/** Names that a request must give; `input` is not among them, because every request has one. */
export function requiredVariables(prompt: Pick<PromptFile, 'variables'>): readonly string[] {
  return prompt.variables;
}

/**
 * Refuses missing and unknown variables; ingress asks before it accepts, so that the caller learns it at once.
 * @throws PromptVariablesError naming each variable.
 */
export function checkVariables(prompt: Pick<PromptFile, 'variables'>, variables: Variables): void {
  const problems = [...missing(prompt.variables, variables), ...unknown(prompt.variables, variables)];
  if (problems.length > 0) throw new PromptVariablesError(problems);
}

function missing(names: readonly string[], variables: Variables): FieldProblem[] {
  return names
    .filter((name) => !Object.hasOwn(variables, name))
    .map((name) => ({ field: `/variables/${name}`, problem: 'is missing; the prompt uses it' }));
}

function unknown(names: readonly string[], variables: Variables): FieldProblem[] {
  const known = names.length > 0 ? `the prompt uses ${names.join(', ')}` : 'the prompt uses none';
  return Object.keys(variables)
    .filter((name) => !names.includes(name))
    .map((name) => ({ field: `/variables/${name}`, problem: `is unknown; ${known}` }));
}
