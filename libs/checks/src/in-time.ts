import { Logger } from '@nestjs/common';
import type { PolicySide } from '@gauntlet/artefacts';
import { withLimit } from '@gauntlet/timing';
import { CheckError } from './check-error';

const logger = new Logger('Checks');

/** Which check has how long. */
interface Limit {
  readonly side: PolicySide;
  readonly check: string;
  readonly limitMs: number;
}

/**
 * The answer of a check. Most checks answer at once, and cost no timer. Such an answer counts however long it took: the text
 * is checked, and to block it then would make a slow machine refuse what is harmless. That it took too long is logged.
 * @throws CheckError for a check that is waited for and late
 */
export async function inTime<T>(ask: () => T | Promise<T>, { side, check, limitMs }: Limit): Promise<T> {
  const startedAt = performance.now();
  const answer = ask();
  if (answer instanceof Promise)
    return withLimit(answer, limitMs, () => {
      throw new CheckError('check_timed_out', `the check took longer than ${limitMs} ms`);
    });
  const durationMs = Math.round(performance.now() - startedAt);
  if (durationMs > limitMs)
    logger.warn({ msg: 'a check held the process for longer than its time limit', side, check, durationMs, limitMs });
  return answer;
}
