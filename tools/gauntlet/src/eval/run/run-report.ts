import type { Settings } from '@gauntlet/statistics';
import { counted } from '../../terminal/counted';
import { table } from '../../terminal/table';
import { comparisonValue, neededText } from '../comparison-report';
import type { Metric, ReportedMetric } from './metric';
import { type SideSummary, type Summary, verdictOf } from './summary';

/** A run for a person. */
export function runLines(summary: Summary, settings: Settings): string[] {
  const remarks = remarksOf(summary);
  return [
    summary.verdict,
    '',
    ...table(metricTable(summary, settings)),
    '',
    ...table(sideTable(summary)),
    ...(remarks.length > 0 ? ['', ...remarks] : []),
  ];
}

/** What each metric came to; the first row is the head. */
export function metricTable({ metrics }: Summary, settings: Settings): string[][] {
  const head = ['metric', 'baseline', 'candidate', 'difference', 'interval', 'rows', 'verdict'];
  return [head, ...metrics.map((metric) => rowOf(metric, settings))];
}

/** What the answers of each side cost and took; the first row is the head. */
export function sideTable({ sides }: Summary): string[][] {
  return [['', 'answers', 'not answered', 'by a backup', 'cost', 'p50', 'p95'], ...Object.entries(sides).map(sideRow)];
}

/** What a reader should know besides the tables, a sentence each. */
export function remarksOf({ metrics, worse, failedCritical, failedCriticalBy, unmeasuredCritical }: Summary): string[] {
  const noisy = metrics.filter(({ noise }) => noise !== null && noise.agreement < 1);
  return [
    ...(worse.length > 0 && metrics.length > 1
      ? [`worse, with one error rate for all metrics together (Holm): ${worse.join(', ')}`]
      : []),
    ...(failedCritical.length > 0
      ? [`critical rows that the candidate failed: ${failedCritical.join(', ')}${scoredZero(failedCriticalBy)}`]
      : []),
    ...(unmeasuredCritical.length > 0
      ? [`critical rows that no evaluator measures, so that nothing guards them: ${unmeasuredCritical.join(', ')}`]
      : []),
    ...noisy.map(noiseLine),
    ...metrics.flatMap(neededLine),
    ...metrics.flatMap(({ name, missing, lost, failed }) => {
      if (missing + failed === 0) return [];
      return `${name}: ${counted(missing, 'row')} without a score on one side or both, ${lost} of them on the candidate's side alone; ${counted(failed, 'failure')} of the scorer`;
    }),
  ];
}

/** Which metrics a critical row was failed by, after the names of the rows. */
export function scoredZero(metrics: readonly string[]): string {
  return metrics.length > 0 ? `; scored 0 by ${metrics.join(', ')}` : '';
}

/** A run for a program. */
export function runValue(run: string, { metrics, ...summary }: Summary, settings: Settings): Record<string, unknown> {
  return {
    ...{ run, ...summary },
    metrics: metrics.map((metric) => {
      const { comparison, noise, ...means } = metric;
      return {
        ...means,
        ...(comparison ? comparisonValue(comparison, settings, {}) : {}),
        verdict: verdictOf(metric, settings),
        noise: noise && { agreement: noise.agreement, ...comparisonValue(noise.comparison, settings, {}) },
      };
    }),
  };
}

function rowOf(metric: Metric, settings: Settings): string[] {
  const { name, baseline, candidate, comparison, isMeasured } = metric;
  const verdict = isMeasured ? verdictOf(metric, settings) : 'nothing to measure in these rows';
  if (!comparison) return [name, '-', '-', '-', '-', '0', verdict];
  const { difference, interval, rows } = comparison;
  const between = `${points(interval.low)} to ${points(interval.high)}`;
  return [name, share(baseline), share(candidate), points(difference), between, String(rows), verdict];
}

function sideRow([side, { answers, notAnswered, byBackup, costUsd, p50Ms, p95Ms }]: [string, SideSummary]): string[] {
  const ms = (value: number | null) => (value === null ? '-' : `${Math.round(value)} ms`);
  const cost = costUsd === null ? 'unknown' : `$${costUsd.toFixed(6)}`;
  return [side, String(answers), String(notAnswered), String(byBackup), cost, ms(p50Ms), ms(p95Ms)];
}

function noiseLine({ name, noise }: ReportedMetric): string {
  const agreement = noise ? share(noise.agreement) : '-';
  const { low, high } = noise?.comparison.interval ?? { low: 0, high: 0 };
  return `${name} is noisy: the baseline gave the same score twice on ${agreement} % of rows, and differs from itself by ${points(low)} to ${points(high)}`;
}

function neededLine({ name, comparison }: Metric): string[] {
  return comparison?.verdict === 'not enough data' ? [`${name}: ${neededText(comparison.rowsNeeded)}`] : [];
}

function share(value: number): string {
  return (value * 100).toFixed(1);
}

/** Points of a hundred. */
function points(value: number): string {
  return `${value > 0 ? '+' : ''}${share(value)}`;
}
