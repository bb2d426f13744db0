import type { Comparison } from '@gauntlet/statistics';
import { counted } from '../../terminal/counted';
import { table } from '../../terminal/table';
import type { CarriedOut } from './carry-out';
import type { Metric } from './metric';
import type { SideSummary, Summary } from './summary';

/** A run for a person. */
export function runLines({ verdict, metrics, failedCritical, sides }: Summary): string[] {
  const noisy = metrics.filter(({ noise }) => noise !== null && noise.agreement < 1);
  return [
    verdict,
    '',
    ...table([['metric', 'baseline', 'candidate', 'difference', 'interval', 'rows', 'verdict'], ...metrics.map(rowOf)]),
    '',
    ...table([['', 'answers', 'not answered', 'cost', 'p50', 'p95'], ...Object.entries(sides).map(sideRow)]),
    ...(failedCritical.length > 0 ? ['', `critical rows that the candidate failed: ${failedCritical.join(', ')}`] : []),
    ...noisy.map(noiseLine),
    ...metrics.flatMap(neededLine),
    ...metrics.flatMap(({ name, missing, failed }) => {
      if (missing + failed === 0) return [];
      return `${name}: ${counted(missing, 'row')} without a score on one side, ${counted(failed, 'failure')} of the scorer`;
    }),
  ];
}

/** A run for a program. */
export function runValue(
  { run, unanswered, cutOff }: Pick<CarriedOut, 'run' | 'unanswered' | 'cutOff'>,
  { verdict, metrics, failedCritical, sides }: Summary,
): Record<string, unknown> {
  return {
    ...{ run, verdict, cutOff, unanswered: unanswered.length, failedCritical, sides },
    metrics: metrics.map(({ comparison, noise, ...metric }) => ({
      ...metric,
      ...(comparison ? comparisonValue(comparison) : {}),
      noise: noise && { agreement: noise.agreement, ...comparisonValue(noise.comparison) },
    })),
  };
}

function comparisonValue({ verdict, difference, interval, rows, clusters, method, rowsNeeded }: Comparison) {
  const { low, high } = interval;
  return { verdict, difference, interval: [low, high], rows, clusters, method, rowsNeeded };
}

function rowOf({ name, baseline, candidate, comparison }: Metric): string[] {
  if (!comparison) return [name, '-', '-', '-', '-', '0', 'not enough data'];
  const { difference, interval, rows, verdict } = comparison;
  const between = `${points(interval.low)} to ${points(interval.high)}`;
  return [name, share(baseline), share(candidate), points(difference), between, String(rows), verdict];
}

function sideRow([side, { answers, notAnswered, costUsd, p50Ms, p95Ms }]: [string, SideSummary]): string[] {
  const ms = (value: number | null) => (value === null ? '-' : `${Math.round(value)} ms`);
  const cost = costUsd === null ? 'unknown' : `$${costUsd.toFixed(6)}`;
  return [side, String(answers), String(notAnswered), cost, ms(p50Ms), ms(p95Ms)];
}

function noiseLine({ name, noise }: Metric): string {
  const agreement = noise ? share(noise.agreement) : '-';
  const { low, high } = noise?.comparison.interval ?? { low: 0, high: 0 };
  return `${name} is noisy: the baseline gave the same score twice on ${agreement} % of rows, and differs from itself by ${points(low)} to ${points(high)}`;
}

function neededLine({ name, comparison }: Metric): string[] {
  if (comparison?.verdict !== 'not enough data') return [];
  const { rowsNeeded } = comparison;
  return [
    rowsNeeded === null
      ? `${name}: how many rows it takes can not be told from these`
      : `${name}: it takes about ${rowsNeeded} rows if the difference stays as it is`,
  ];
}

function share(value: number): string {
  return (value * 100).toFixed(1);
}

/** Points of a hundred. */
function points(value: number): string {
  return `${value > 0 ? '+' : ''}${share(value)}`;
}
