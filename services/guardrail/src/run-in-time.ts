import { withLimit } from '@gauntlet/timing';
import { CheckError } from './check-failure';
import type { Check, CheckOptions, Finding } from './checks/check';

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
  if (!check) throw new CheckError('unknown_check', 'this guardrail has no such check');
  const result = check.run(subject, options);
  if (!(result instanceof Promise)) return result;
  return withLimit(result, limitMs, () => {
    throw new CheckError('check_timed_out', `the check took longer than ${limitMs} ms`);
  });
}
