import type { FieldProblem } from '@gauntlet/contracts';

/** Thrown when a prompt, policy or deployment file is not what it must be; the author repairs it, a retry doesn't help. */
export class ArtefactFileError extends Error {
  readonly code = 'invalid_artefact';
  readonly retryable = false;

  constructor(
    /** What was read, for instance `prompt support-agent@v7` or a path. */
    readonly file: string,
    readonly problems: readonly FieldProblem[],
    options?: ErrorOptions,
  ) {
    super(`${file}: ${problems.map(({ field, problem }) => `${field} ${problem}`).join('; ')}`, options);
    this.name = 'ArtefactFileError';
  }
}
