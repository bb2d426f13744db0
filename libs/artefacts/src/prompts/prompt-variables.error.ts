import type { FieldProblem } from '@gauntlet/contracts';

/** Thrown when a request's variables don't fit its prompt; the caller repairs the request, a retry doesn't help. */
export class PromptVariablesError extends Error {
  readonly code = 'prompt_variables';
  readonly retryable = false;

  constructor(readonly problems: readonly FieldProblem[]) {
    super(problems.map(({ field, problem }) => `${field} ${problem}`).join('; '));
    this.name = 'PromptVariablesError';
  }
}
