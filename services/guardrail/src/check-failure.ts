import { checkOptionProblems, type PolicyCheck, type PolicySide } from '@gauntlet/artefacts';

const MAX_CAUSE = 500;

/** An error of a check by its stable reason; its message never holds text of a request. */
export class CheckError extends Error {
  readonly retryable = false;

  constructor(
    readonly code: 'unknown_check' | 'check_timed_out' | 'check_failed',
    message: string,
  ) {
    super(message);
    this.name = 'CheckError';
  }
}

/** Why a check failed, for the verdict and the log. */
export interface CheckFailure {
  readonly reason: string;
  readonly cause: string;
}

/** @throws CheckError naming the options that a policy gives wrongly; one that was published long ago still may. */
export function requireRightOptions(entry: PolicyCheck, side: PolicySide): void {
  const problems = checkOptionProblems(entry, side);
  if (problems.length === 0) return;
  const named = problems.map(({ field, problem }) => `option ${field.slice(1)} ${problem}`);
  throw new CheckError('check_failed', named.join('; ').slice(0, MAX_CAUSE));
}

/** The failure of a check without text of the request: what is not ours is told by its kind, as its message may quote it. */
export function checkFailure(error: unknown): CheckFailure {
  if (error instanceof CheckError) return { reason: error.code, cause: error.message };
  return {
    reason: 'check_failed',
    cause: error instanceof Error ? `the check threw ${error.name}` : 'the check threw',
  };
}
