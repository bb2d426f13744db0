import { Logger } from '@nestjs/common';
import { trace } from '@opentelemetry/api';
import type { PolicyCheck, PolicySide } from '@gauntlet/artefacts';
import { toMicrosecond, type Verdict } from '@gauntlet/contracts';
import { ATTRIBUTES } from '@gauntlet/telemetry';
import { checkFailure, requireRightOptions } from './check-failure';
import type { Checks } from './checks/all-checks';
import type { Finding } from './checks/check';
import { runInTime } from './run-in-time';

/** What is judged: by which checks, on which side, in which turn. */
export interface Examination<Subject> {
  readonly side: PolicySide;
  readonly turn: number;
  readonly expected: readonly PolicyCheck[];
  readonly checks: Checks<Subject>;
  readonly limitMs: number;
}

/** How an examination ended. */
export interface Judgement<Subject> {
  /** One for each expected check, unless one before it ended the examination. */
  readonly verdicts: readonly Verdict[];
  /** What is left after redaction and repair. */
  readonly subject: Subject;
  /** The verdict that ended it: `block`, `error` that fails closed, or `repair` that needs another turn. */
  readonly ended: Verdict | null;
  /** What a model would have to know to answer better; empty unless a repair was asked for and not possible in place. */
  readonly problems: readonly string[];
}

const LAST_TURN = 1;
const logger = new Logger('CheckRunner');

type Step<Subject> = Omit<Judgement<Subject>, 'verdicts' | 'ended'> & {
  readonly outcome: Verdict['outcome'];
  readonly reason: string | null;
  readonly cause?: string;
  readonly ends: boolean;
};

/** Runs the policy's checks in its order and stops at the first that ends it. The same input gives the same outcome. */
export async function examine<Subject>(
  examination: Examination<Subject>,
  subject: Subject,
): Promise<Judgement<Subject>> {
  const verdicts: Verdict[] = [];
  let current = subject;
  for (const entry of examination.expected) {
    const startedAt = performance.now();
    const step = await stepOf(entry, examination, current);
    const verdict = verdictOf(entry, examination, { step, durationMs: performance.now() - startedAt });
    recordVerdict(verdict);
    verdicts.push(verdict);
    if (step.ends) return { verdicts, subject: current, ended: verdict, problems: step.problems };
    current = step.subject;
  }
  return { verdicts, subject: current, ended: null, problems: [] };
}

async function stepOf<Subject>(
  entry: PolicyCheck,
  { checks, limitMs, turn, side }: Examination<Subject>,
  subject: Subject,
): Promise<Step<Subject>> {
  try {
    requireRightOptions(entry, side);
    const finding = await runInTime(checks.get(entry.check), { subject, options: entry.options, limitMs });
    if (!finding) return { outcome: 'pass', reason: null, subject, problems: [], ends: false };
    return consequence(entry, finding, { subject, turn });
  } catch (error) {
    const { reason, cause } = checkFailure(error);
    logger.error({ msg: 'a check failed', side, check: entry.check, reason, cause });
    // Its message may quote the request, so it is for those who log texts on purpose.
    logger.debug({ msg: 'why the check failed', check: entry.check }, error);
    return { outcome: 'error', reason, cause, subject, problems: [], ends: entry.onError === 'block' };
  }
}

function consequence<Subject>(
  { action }: PolicyCheck,
  { reason, changed, problems = [] }: Finding<Subject>,
  { subject, turn }: { subject: Subject; turn: number },
): Step<Subject> {
  const unchanged = { outcome: action, reason, subject, problems: [] };
  if (action === 'flag') return { ...unchanged, ends: false };
  if (action === 'block') return { ...unchanged, ends: true };
  if (changed) return { ...unchanged, subject: changed, ends: false };
  // Changing the text was asked for and is not possible here: never let the original through. One turn may repair it.
  const outcome = action === 'repair' && turn < LAST_TURN ? 'repair' : 'block';
  return { outcome, reason, subject, problems, ends: true };
}

function verdictOf<Subject>(
  { check }: PolicyCheck,
  { side, turn }: Examination<Subject>,
  { step, durationMs }: { step: Step<Subject>; durationMs: number },
): Verdict {
  return {
    side,
    turn,
    check,
    outcome: step.outcome,
    reason: step.reason,
    ...(step.cause === undefined ? {} : { cause: step.cause }),
    durationMs: toMicrosecond(durationMs),
  };
}

/** Puts a verdict on the active span as an event; codes and numbers only, never text. */
function recordVerdict({ side, turn, check, outcome, reason, durationMs }: Verdict): void {
  trace.getActiveSpan()?.addEvent('gauntlet.check', {
    [ATTRIBUTES.check]: check,
    [ATTRIBUTES.checkSide]: side,
    [ATTRIBUTES.checkOutcome]: outcome,
    [ATTRIBUTES.checkDurationMs]: durationMs,
    [ATTRIBUTES.turn]: turn,
    ...(reason === null ? {} : { [ATTRIBUTES.checkReason]: reason }),
  });
}
