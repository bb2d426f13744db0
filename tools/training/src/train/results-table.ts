import type { Rate } from '@gauntlet/statistics';
import type { Result } from './results';

const HEAD = ['file, left out of training', 'attacks', 'harmless', 'AUC', 'recall at 1 %', 'recall', 'false positives'];
type Cell = string | number | null;

/** The results as a table in Markdown. */
export function resultsTable(results: readonly Result[]): string {
  return table(HEAD, results.map(cells));
}

/** A table in Markdown; null is an empty cell. */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const line = (cells: readonly Cell[]) => `| ${cells.map((cell) => cell ?? '').join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A rate in percent with its interval, such as `12.5 % (8.1–18.9)`; a dash without trials. */
export function percent({ rate, low, high }: Rate): string {
  if (Number.isNaN(rate)) return '–';
  return `${inPercent(rate)} % (${inPercent(low)}–${inPercent(high)})`;
}

function cells({ name, positives, negatives, auc, recallAt1, recall, falsePositives }: Result): Cell[] {
  return [
    `\`${name}\``,
    positives,
    negatives,
    Number.isNaN(auc) ? '–' : auc.toFixed(3),
    Number.isNaN(recallAt1) ? '–' : `${inPercent(recallAt1)} %`,
    percent(recall),
    percent(falsePositives),
  ];
}

function inPercent(rate: number): string {
  return (rate * 100).toFixed(1);
}
