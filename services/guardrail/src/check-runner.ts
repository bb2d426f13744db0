import { Logger } from '@nestjs/common';
import { trace } from '@opentelemetry/api';
import { checkOptionProblems, type PolicyCheck, type PolicySide } from '@gauntlet/artefacts';
import { toMicrosecond, type Verdict } from '@gauntlet/contracts';
import { ATTRIBUTES } from '@gauntlet/telemetry';
import { withLimit } from '@gauntlet/timing';
import type { Checks } from './checks/all-checks';
import type { Check, CheckOptions, Finding } from './checks/check';

const MAX_CAUSE = 500;

/** An error of a check by its stable reason; its message never holds text of a request. */
class CheckError extends Error {
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
interface CheckFailure {
  readonly reason: string;
  readonly cause: string;
}

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

type CheckResult<Subject> = Omit<Judgement<Subject>, 'verdicts' | 'ended'> & {
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
    const result = await resultOf(entry, examination, current);
    const verdict = verdictOf(entry, examination, { result, durationMs: performance.now() - startedAt });
    recordVerdict(verdict);
    verdicts.push(verdict);
    if (result.ends) return { verdicts, subject: current, ended: verdict, problems: result.problems };
    current = result.subject;
  }
  return { verdicts, subject: current, ended: null, problems: [] };
}

async function resultOf<Subject>(
  entry: PolicyCheck,
  { checks, limitMs, turn, side }: Examination<Subject>,
  subject: Subject,
): Promise<CheckResult<Subject>> {
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

/** @throws CheckError naming the options that a policy gives wrongly; one that was published long ago still may. */
function requireRightOptions(entry: PolicyCheck, side: PolicySide): void {
  const problems = checkOptionProblems(entry, side);
  if (problems.length === 0) return;
  const named = problems.map(({ field, problem }) => `option ${field.slice(1)} ${problem}`);
  throw new CheckError('check_failed', named.join('; ').slice(0, MAX_CAUSE));
}

/** The failure of a check without text of the request: what is not ours is told by its kind, as its message may quote it. */
function checkFailure(error: unknown): CheckFailure {
  if (error instanceof CheckError) return { reason: error.code, cause: error.message };
  return {
    reason: 'check_failed',
    cause: error instanceof Error ? `the check threw ${error.name}` : 'the check threw',
  };
}

interface Run<Subject> {
  readonly subject: Subject;
  readonly options: CheckOptions;
  readonly limitMs: number;
}

/** Runs a check for at most `limitMs`; one that is unknown or late throws, like one that fails. */
async function runInTime<Subject>(
  check: Check<Subject> | undefined,
  { subject, options, limitMs }: Run<Subject>,
): Promise<Finding<Subject> | null> {
  if (!check) throw new CheckError('unknown_check', 'this guardrail has no such check');
  const found = check.run(subject, options);
  if (!(found instanceof Promise)) return found;
  return withLimit(found, limitMs, () => {
    throw new CheckError('check_timed_out', `the check took longer than ${limitMs} ms`);
  });
}

function consequence<Subject>(
  { action }: PolicyCheck,
  { reason, changed, problems = [] }: Finding<Subject>,
  { subject, turn }: { subject: Subject; turn: number },
): CheckResult<Subject> {
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
  { result, durationMs }: { result: CheckResult<Subject>; durationMs: number },
): Verdict {
  return {
    side,
    turn,
    check,
    outcome: result.outcome,
    reason: result.reason,
    ...(result.cause === undefined ? {} : { cause: result.cause }),
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
