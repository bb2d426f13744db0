import { printable } from '@gauntlet/launcher/printable';
import { counted } from '../../terminal/counted';
import { gateLine, ruleTable } from '../gate/gate-report';
import { metricTable, remarksOf, sideTable } from '../run/run-report';
import { variantLine } from '../run/variant';
import { type ChangedRow, changedRows } from './changed-rows';
import type { ToldRun } from './told-run';

const ROWS_SHOWN = 10;
const MOST_TEXT = 300;

/** A run as Markdown, for a pull request: the verdict, the tables, and the rows that changed most. */
export function markdownReport(told: ToldRun): string {
  const { summary, settings, variants, rows, repeats, dataset, run, gate } = told;
  const changed = changedRows(told, ROWS_SHOWN);
  const sides = variants.map((variant) => `- ${variant.side}: \`${variantLine(variant).replaceAll('`', '')}\``);
  return [
    `## ${gate ? gateLine(gate) : summary.verdict}`,
    '',
    ...sides,
    `- ${counted(rows.length, 'row')} asked ${counted(repeats, 'time')}, dataset ${dataset.slice(0, 12)}, run ${run}`,
    '',
    ...(gate ? [...markdownTable(ruleTable(gate)), ''] : []),
    ...markdownTable(metricTable(summary, settings)),
    '',
    ...markdownTable(sideTable(summary)),
    '',
    ...remarksOf(summary).map((remark) => `- ${inline(remark)}`),
    ...(changed.length === 0 ? [] : ['', '### Rows that changed most', '', ...markdownTable(rowsTable(changed))]),
    '',
  ].join('\n');
}

function rowsTable(changed: readonly ChangedRow[]): string[][] {
  const head = ['row', 'change', 'input', 'baseline', 'candidate'];
  return [
    head,
    ...changed.map(({ row, change, isFailed, baseline, candidate }) => [
      `${row.id}${isFailed ? ' (critical, failed)' : ''}`,
      pointsOf(change),
      ...[row.input, baseline?.answer ?? '', candidate?.answer ?? ''].map(shortened),
    ]),
  ];
}

/** Points of a hundred, with their sign. */
export function pointsOf(change: number): string {
  return `${change > 0 ? '+' : ''}${(change * 100).toFixed(1)}`;
}

function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= MOST_TEXT ? text : `${characters.slice(0, MOST_TEXT).join('')}…`;
}

function markdownTable([head = [], ...rows]: string[][]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map(inline).join(' | ')} |`;
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)];
}

// What a model wrote must not become a link, an image, a mention or a cell of its own, and a terminal obeys nothing of it.
function inline(text: string): string {
  return printable(text.replaceAll(/\s+/g, ' '))
    .replaceAll(/[\\`*_{}[\]()#!|~]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('@', '@\u200b')
    .replaceAll(/www\./gi, (start) => `${start.slice(0, -1)}\u200b.`)
    .replaceAll('://', ':\u200b//');
}
