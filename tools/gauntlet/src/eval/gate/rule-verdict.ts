import type { GateVerdict, RuleResult } from '@gauntlet/contracts';
import { type Interval, normalQuantile } from '@gauntlet/statistics';

/** A result without its rule. */
export type Finding = Omit<RuleResult, 'rule'>;

/** The power behind every number of rows that a rule asks for, as in a comparison. */
const POWER = 0.8;

/** An estimate, the interval that it lies in, and what it came from. */
interface Estimate {
  readonly value: number;
  readonly interval: Interval;
  readonly rows: number;
  readonly alpha: number;
}

/** Says of a value that may be at most so much: only a whole interval passes or fails. */
export function atMost(
  limit: number,
  estimate: Estimate,
): Pick<Finding, 'verdict' | 'value' | 'interval' | 'rowsNeeded'> {
  const { low, high } = estimate.interval;
  const verdict = high <= limit ? 'pass' : low > limit ? 'fail' : 'not enough data';
  return told(verdict, limit, estimate);
}

/** Says of a value that has to be at least so much: only a whole interval passes or fails. */
export function atLeast(
  limit: number,
  estimate: Estimate,
): Pick<Finding, 'verdict' | 'value' | 'interval' | 'rowsNeeded'> {
  const { low, high } = estimate.interval;
  const verdict = low >= limit ? 'pass' : high < limit ? 'fail' : 'not enough data';
  return told(verdict, limit, estimate);
}

/** A finding that came from no interval. */
export function plain(verdict: GateVerdict, detail: string): Finding {
  return { verdict, metric: null, value: null, interval: null, rowsNeeded: null, detail };
}

/** The bounds of an interval for an event, which has no infinite numbers. */
export function boundsOf({ low, high }: Interval): NonNullable<Finding['interval']> {
  const finite = (value: number) => (Number.isFinite(value) ? value : null);
  return { low: finite(low), high: finite(high) };
}

function told(verdict: GateVerdict, limit: number, estimate: Estimate) {
  const { value, interval } = estimate;
  return {
    verdict,
    value: Number.isFinite(value) ? value : null,
    interval: boundsOf(interval),
    rowsNeeded: verdict === 'not enough data' ? rowsNeeded(limit, estimate) : null,
  };
}

/**
 * So many that the estimate, if it stays, shows on which side it lies. An interval shrinks with the root of the rows; one beside a
 * value at its end, such as a share of 100 %, shrinks with the rows themselves.
 */
function rowsNeeded(limit: number, { value, interval, rows, alpha }: Estimate): number | null {
  const half = value > limit ? value - interval.low : interval.high - value;
  const z = normalQuantile(1 - alpha / 2);
  const isAtItsEnd = value === interval.low || value === interval.high;
  const longer = ((z + normalQuantile(POWER)) / z) * (half / Math.abs(value - limit));
  const needed = Math.ceil(rows * longer ** (isAtItsEnd ? 1 : 2));
  return Number.isFinite(needed) ? Math.max(needed, rows + 1) : null;
}
