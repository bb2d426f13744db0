/** Thrown when a prompt names a judge that is neither published nor a file; its author repairs it, a retry doesn't help. */
export class JudgeNotFoundError extends Error {
  readonly code = 'judge_not_found';
  readonly retryable = false;

  constructor(evaluator: string, version: string) {
    super(`the evaluator ${JSON.stringify(evaluator)} names ${version}, which is neither published nor in prompts/`);
    this.name = 'JudgeNotFoundError';
  }
}
