import { type Classification, classification, type Rate } from '@gauntlet/statistics';
import { table } from '../terminal/table';
import type { Report } from './evaluation';
import type { Measured } from './row-check';

/** A report for a program, without its intervals. What can't be computed is null, which is how JSON writes NaN. */
export function reportValue(check: Measured, report: Report): Record<string, unknown> {
  const { n, positives, auc, recallAt1, recallAt5, falsePositiveRate, p50Us, p99Us } = report;
  const types = typesOf(report).map(({ type, n, rates }) => [type, { n, ...pointsOf(rates) }] as const);
  return {
    ...{ check, n, positives, auc, recallAt1, recallAt5, ...pointsOf(report) },
    ...{ falsePositiveRate: falsePositiveRate.rate, p50Us, p99Us, types: Object.fromEntries(types) },
  };
}

/** A report for a person. */
export function reportLines(check: Measured, report: Report): string[] {
  const { n, positives, auc, recallAt1, recallAt5, precision, recall, f1, falsePositiveRate, p50Us, p99Us } = report;
  const figures = [
    ['check', check],
    ['rows', `${n}, ${positives} positive`],
    ['AUC', shown(auc)],
    ['recall', `${shown(recallAt1)} at 1 % false positives, ${shown(recallAt5)} at 5 %`],
    ...[
      ['at the threshold', '95 % interval'],
      ['precision', bounded(precision)],
      ['recall', bounded(recall)],
    ],
    ...[
      ['F1', bounded(f1)],
      ['false positives', bounded(falsePositiveRate)],
    ],
    ['time', `p50 ${p50Us} µs, p99 ${p99Us} µs`],
  ];
  return [...table(figures), ...typeLines(report)];
}

function typeLines(report: Report): string[] {
  const types = typesOf(report);
  if (types.length === 0) return [];
  const rows = types.map(({ type, n, rates: { precision, recall, f1 } }) => {
    return [type, String(n), shown(precision.rate), shown(recall.rate), shown(f1.rate)];
  });
  const lines = ['', ...table([['type', 'n', 'precision', 'recall', 'F1'], ...rows])];
  const leftOut = [...report.leftOut].map(([type, count]) => `${type} (${count})`);
  return leftOut.length === 0
    ? lines
    : [...lines, `left out, as they tell of nobody in particular: ${leftOut.join(', ')}`];
}

interface TypeRates {
  readonly type: string;
  readonly n: number;
  readonly rates: Classification;
}

/** The most frequent type first. */
function typesOf({ types }: Report): TypeRates[] {
  const rows = [...types].map(([type, counts]) => {
    return { type, n: counts.truePositives + counts.falseNegatives, rates: classification(counts) };
  });
  return rows.sort((one, other) => other.n - one.n || one.type.localeCompare(other.type));
}

function pointsOf({ precision, recall, f1 }: Classification) {
  return { precision: precision.rate, recall: recall.rate, f1: f1.rate };
}

function bounded({ rate, low, high }: Rate): string {
  return Number.isNaN(rate) ? shown(rate) : `${shown(rate)} (${shown(low)} to ${shown(high)})`;
}

function shown(rate: number): string {
  return Number.isNaN(rate) ? '–' : rate.toFixed(3);
}
