import type { Metric } from '@gauntlet/artefacts';
import type { WatchedRow } from './row';

/** Other words for an outcome that rates are named by. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  refusal: ['refused'],
  fallback: ['fallen_back', 'fell_back'],
  error: ['failed'],
  repair: ['repaired'],
  timeout: ['timed_out'],
};

/** Beyond a bound by so much is an error of rounding. */
const ROUNDING = 1e-6;

/** Thrown for a score that can't be one; another row, or bounds in the monitor, repair it, a retry doesn't help. */
class BeyondBoundsError extends Error {
  readonly code = 'beyond_bounds';
  readonly retryable = false;

  constructor({ name, least, greatest }: Metric, value: number) {
    super(
      `score is ${value}, beyond ${least} to ${greatest} of ${name}; name what scores can be in the monitor, as in bounds: [1, 5]`,
    );
    this.name = 'BeyondBoundsError';
  }
}

/**
 * Gives the value of a metric in a row, between 0 and 1 of its bounds, or null for a row that has none. Lengths and other
 * numbers count as the bound that they lie beyond. @throws BeyondBoundsError for such a score.
 */
export function valueIn(metric: Metric): (row: WatchedRow) => number | null {
  const { least, greatest, of } = metric;
  const scaled = (value: number | null) =>
    value === null ? null : Math.min(1, Math.max(0, (value - least) / (greatest - least)));
  if (metric.kind === 'rate') return rateOf(of as string);
  if (metric.kind === 'number') return (row) => scaled(row[of as 'length']);
  return (row) => {
    const score = scoreOf(row, of);
    if (score !== null && (score < least - ROUNDING || score > greatest + ROUNDING))
      throw new BeyondBoundsError(metric, score);
    return scaled(score);
  };
}

function rateOf(outcome: string): (row: WatchedRow) => number | null {
  const counted = [outcome, ...(SAME[outcome] ?? [])];
  return (row) => (row.outcome === null ? null : Number(counted.includes(row.outcome)));
}

/** The score of a row is that of the scorer asked for, unless it names another one. */
function scoreOf(row: WatchedRow, scorer: string | null): number | null {
  if (scorer !== null && row.scores) return row.scores[scorer] ?? null;
  return scorer === null || row.scorer === null || row.scorer === scorer ? row.score : null;
}
