import type { Check, CheckOptions, Finding } from './checks/check';

/** An error of a check by its stable reason. */
class CheckError extends Error {
  readonly retryable = false;

  constructor(readonly code: 'unknown_check' | 'check_timed_out') {
    super(code);
    this.name = 'CheckError';
  }
}

interface Run<Subject> {
  readonly subject: Subject;
  readonly options: CheckOptions;
  readonly limitMs: number;
}

/** Runs a check for at most `limitMs`; one that is unknown or late throws, like one that fails. */
export async function runInTime<Subject>(
  check: Check<Subject> | undefined,
  { subject, options, limitMs }: Run<Subject>,
): Promise<Finding<Subject> | null> {
  if (!check) throw new CheckError('unknown_check');
  const result = check.run(subject, options);
  if (!(result instanceof Promise)) return result;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new CheckError('check_timed_out')), limitMs);
  });
  return Promise.race([result, late]).finally(() => clearTimeout(timer));
}

/** Stable reason of a verdict `error`; the message stays out of it, because it could quote the request. */
export function failureReason(error: unknown): string {
  return error instanceof CheckError ? error.code : 'check_failed';
}
