import { Logger } from '@nestjs/common';
import type { PolicySide } from '@gauntlet/artefacts';

const logger = new Logger('Checks');

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

/** The failure of a check without text of the request: what is not ours is told by its kind, as its message may quote it. */
export function reported(error: unknown, check: { side: PolicySide; check: string }): CheckFailure {
  const failure = failureOf(error);
  logger.error({ msg: 'a check failed', ...check, ...failure });
  // Its message may quote the request, so it is for those who log texts on purpose.
  logger.debug({ msg: 'why the check failed', check: check.check }, error);
  return failure;
}

function failureOf(error: unknown): CheckFailure {
  if (error instanceof CheckError) return { reason: error.code, cause: error.message };
  return {
    reason: 'check_failed',
    cause: error instanceof Error ? `the check threw ${error.name}` : 'the check threw',
  };
}
