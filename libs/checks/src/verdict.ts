import { trace } from '@opentelemetry/api';
import { MOST_FOUND_PARTS, toMicrosecond, type Verdict } from '@gauntlet/contracts';
import { ATTRIBUTES } from '@gauntlet/telemetry';
import type { FoundAt } from './checks/check';

const MAX_WHERE = 200;

/** What a check said, before it is written into the record. */
export interface Said extends Pick<
  Verdict,
  'outcome' | 'reason' | 'cause' | 'version' | 'score' | 'zone' | 'shadow' | 'judge'
> {
  readonly found: readonly FoundAt[];
}

/** The verdict for the record, which has no field without a value; it is an event on the active span as well. */
export function recorded(
  { side, turn, check }: Pick<Verdict, 'side' | 'turn' | 'check'>,
  { outcome, reason, found, ...more }: Said,
  durationMs: number,
): Verdict {
  const parts = found.slice(0, MOST_FOUND_PARTS).map(partOf);
  const verdict = {
    ...{ side, turn, check, outcome, reason },
    ...withoutAbsent(more),
    ...(parts.length === 0 ? {} : { found: parts }),
    durationMs: toMicrosecond(durationMs),
  };
  addToSpan(verdict);
  return verdict;
}

function partOf({ type, where, start, end }: FoundAt) {
  return { type, where: where.slice(0, MAX_WHERE), start, end };
}

function withoutAbsent<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** Codes and numbers only, never text. */
function addToSpan({ side, turn, check, outcome, reason, score, shadow, judge, durationMs }: Verdict): void {
  trace.getActiveSpan()?.addEvent('gauntlet.check', {
    [ATTRIBUTES.check]: check,
    [ATTRIBUTES.checkSide]: side,
    [ATTRIBUTES.checkOutcome]: outcome,
    [ATTRIBUTES.checkDurationMs]: durationMs,
    [ATTRIBUTES.turn]: turn,
    ...(reason === null ? {} : { [ATTRIBUTES.checkReason]: reason }),
    ...(score === undefined ? {} : { [ATTRIBUTES.checkScore]: score }),
    ...(shadow === undefined ? {} : { [ATTRIBUTES.checkShadow]: shadow }),
    ...(judge === undefined ? {} : { [ATTRIBUTES.checkJudge]: judge.verdict ?? judge.reason ?? undefined }),
  });
}
