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
 * The answer of a check. The limit is for what a check waits for, not for its work: a text that was looked at is checked,
 * however busy the process was meanwhile, and to block it would make a slow machine refuse what is harmless. A check that
 * held the process for longer than its limit is logged.
 * @throws CheckError for a check that has no answer while the process waited for it, idle, for as long as the limit, or after 30
 * times the limit.
 */
export async function inTime<T>(ask: () => T | Promise<T>, { side, check, limitMs }: Limit): Promise<T> {
  const startedAt = performance.now();
  const answer = ask();
  if (answer instanceof Promise) return whileIdle(answer, limitMs);
  const durationMs = Math.round(performance.now() - startedAt);
  if (durationMs > limitMs)
    logger.warn({ msg: 'a check held the process for longer than its time limit', side, check, durationMs, limitMs });
  return answer;
}

/** A check that is still waited for after so many limits fails however busy the process is, so that none is waited for without end. */
const MOST_LIMITS = 30;

async function whileIdle<T>(answer: Promise<T>, limitMs: number): Promise<T> {
  const outcome = answer.then((value) => ({ value }));
  const idleBefore = idleMs();
  const end = performance.now() + MOST_LIMITS * limitMs;
  let left = limitMs;
  do {
    const given = await withLimit(outcome, left, () => null);
    if (given) return given.value;
    left = Math.min(limitMs - (idleMs() - idleBefore), end - performance.now());
  } while (left > 0);
  throw new CheckError('check_timed_out', `the idle process waited for the check for ${limitMs} ms`);
}

/** For how long the event loop of this process has had nothing to do. */
function idleMs(): number {
  return performance.eventLoopUtilization().idle;
}
