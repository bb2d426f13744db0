import { checkOptionProblems, type PolicyCheck, type PolicySide } from '@gauntlet/artefacts';
import type { Verdict } from '@gauntlet/contracts';
import { firstTurn, isBusy, isTurnOver, nextTurn } from '@gauntlet/timing';
import { CheckError, reported } from './check-error';
import type { Checks } from './checks/all-checks';
import type { Check, CheckContext, Finding, ScoringCheck } from './checks/check';
import { inTime } from './in-time';
import { type AskedFor, greyOutcome, type Judge, type JudgeQuestion, unasked, withDecoded } from './judge';
import { Readings } from './readings';
import { recorded, type Said } from './verdict';
import { doubted, scoringOf } from './zones';

const MAX_CAUSE = 500;

/** What is judged: by which checks, on which side, in which turn. */
export interface Examination<Subject> {
  readonly side: PolicySide;
  readonly turn: number;
  readonly expected: readonly PolicyCheck[];
  readonly checks: Checks<Subject>;
  /** For each check, without the time of a judge. */
  readonly limitMs: number;
  /** Asked about what is in doubt where the policy names a judge. Without one its `grey` follows. */
  readonly judge?: Judge | undefined;
  /** What a judge keeps to; absent where nobody waits. */
  readonly request?: AskedFor;
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

/** What follows from one check. */
interface Consequence<Subject> {
  readonly said: Said;
  readonly subject: Subject;
  readonly problems: readonly string[];
  readonly ends: boolean;
  /** What a judge is to be asked before this follows. */
  readonly question?: JudgeQuestion;
}

interface Looked<Subject> {
  readonly entry: PolicyCheck;
  readonly subject: Subject;
  readonly turn: number;
}

/**
 * Runs the policy's checks in its order and stops at the first that ends it. The same input gives the same outcome, but
 * for what a judge says.
 */
export async function examine<Subject>(
  examination: Examination<Subject>,
  subject: Subject,
): Promise<Judgement<Subject>> {
  const verdicts: Verdict[] = [];
  const readings = new Readings();
  let current = subject;
  if (isBusy()) await firstTurn();
  for (const entry of examination.expected) {
    if (isTurnOver()) await nextTurn();
    const startedAt = performance.now();
    const { said, subject: next, problems, ends } = await consequenceOf(entry, examination, current, readings);
    const { side, turn } = examination;
    const version = examination.checks.get(entry.check)?.version;
    const verdict = recorded({ side, turn, check: entry.check }, { version, ...said }, performance.now() - startedAt);
    verdicts.push(verdict);
    if (ends) return { verdicts, subject: current, ended: verdict, problems };
    current = next;
  }
  return { verdicts, subject: current, ended: null, problems: [] };
}

async function consequenceOf<Subject>(
  entry: PolicyCheck,
  { checks, limitMs, turn, side, judge, request }: Examination<Subject>,
  subject: Subject,
  readings: Readings,
): Promise<Consequence<Subject>> {
  const looked = { entry, subject, turn };
  try {
    requireRightOptions(entry, side);
    const check = checks.get(entry.check);
    if (!check) throw new CheckError('unknown_check', 'this guardrail has no such check');
    const context = { options: entry.options, readings };
    const consequence = await inTime(() => consequenceBy(check, looked, context), {
      side,
      check: entry.check,
      limitMs,
    });
    const { question } = consequence;
    const decided = question
      ? await judged(entry, consequence, { question: { ...question, request }, judge })
      : consequence;
    return watched(entry, subject, decided);
  } catch (error) {
    const said = { outcome: 'error', ...reported(error, { side, check: entry.check }), found: [] } as const;
    return { said, subject, problems: [], ends: entry.onError === 'block' && entry.mode !== 'shadow' };
  }
}

// A policy is one object as long as it is known, and a list of fifty thousand terms takes long to look at.
const withRightOptions = new WeakSet<PolicyCheck>();

/** @throws CheckError naming the options that a policy gives wrongly; one that was published long ago still may. */
function requireRightOptions(entry: PolicyCheck, side: PolicySide): void {
  if (withRightOptions.has(entry)) return;
  const problems = checkOptionProblems(entry, side);
  if (problems.length === 0) {
    withRightOptions.add(entry);
    return;
  }
  const named = problems.map(({ field, problem }) => `option ${field.slice(1)} ${problem}`);
  throw new CheckError('check_failed', named.join('; ').slice(0, MAX_CAUSE));
}

function consequenceBy<Subject>(
  check: Check<Subject>,
  looked: Looked<Subject>,
  context: CheckContext,
): Consequence<Subject> | Promise<Consequence<Subject>> {
  if ('score' in check) return scored(check, looked, context);
  const finding = check.run(looked.subject, context);
  return finding instanceof Promise ? finding.then((late) => found(late, looked)) : found(finding, looked);
}

async function scored<Subject>(
  check: ScoringCheck<Subject>,
  { entry, subject }: Looked<Subject>,
  context: CheckContext,
): Promise<Consequence<Subject>> {
  const texts = await check.score(subject, context);
  const scoring = scoringOf(check, context.options, texts);
  const { zone } = scoring;
  // A score can't be taken out of a text, so whatever is more than a flag blocks.
  const outcomes = {
    allow: 'pass',
    judge: greyOutcome(entry),
    block: entry.action === 'flag' ? 'flag' : 'block',
  } as const;
  const outcome = outcomes[zone];
  const reason = zone === 'allow' ? null : check.reason;
  const consequence = { said: { outcome, reason, ...scoring }, subject, problems: [], ends: outcome === 'block' };
  if (zone !== 'judge' || entry.judge === undefined || entry.mode === 'shadow') return consequence;
  const background = check.background?.(subject) ?? null;
  const inDoubt = await withDecoded(doubted(check, context.options, texts), context.readings);
  const question = { prompt: entry.judge, texts: inDoubt, background };
  return { ...consequence, question };
}

/** What follows once the judge that a policy names was asked, or could not be. */
async function judged<Subject>(
  entry: PolicyCheck,
  consequence: Consequence<Subject>,
  { question, judge }: { question: JudgeQuestion; judge: Judge | undefined },
): Promise<Consequence<Subject>> {
  const opinion = await (judge?.ask(question) ?? unasked(question.prompt, 'no_judge'));
  const outcome = greyOutcome(entry, opinion);
  return { ...consequence, said: { ...consequence.said, outcome, judge: opinion }, ends: outcome === 'block' };
}

function found<Subject>(
  finding: Finding<Subject> | null,
  { entry: { action }, subject, turn }: Looked<Subject>,
): Consequence<Subject> {
  if (!finding) return { said: { outcome: 'pass', reason: null, found: [] }, subject, problems: [], ends: false };
  const { reason, changed, problems = [], found: parts = [] } = finding;
  const said = { outcome: action, reason, found: parts };
  if (action === 'flag' || action === 'block') return { said, subject, problems: [], ends: action === 'block' };
  if (changed) return { said, subject: changed, problems: [], ends: false };
  // Changing the text was asked for and is not possible here: never let the original through. One turn may repair it.
  const outcome = action === 'repair' && turn < LAST_TURN ? 'repair' : 'block';
  return { said: { ...said, outcome }, subject, problems, ends: true };
}

/** What a check in shadow would have done is recorded, and nothing of it happens. */
function watched<Subject>(
  { mode }: PolicyCheck,
  subject: Subject,
  consequence: Consequence<Subject>,
): Consequence<Subject> {
  if (mode !== 'shadow') return consequence;
  const { outcome } = consequence.said;
  return { said: { ...consequence.said, outcome: 'pass', shadow: outcome }, subject, problems: [], ends: false };
}
