import { counted } from '../../terminal/counted';
import { gateLine, ruleTable } from '../gate/gate-report';
import type { GivenAnswer } from '../run/given-answer';
import { metricTable, remarksOf, sideTable } from '../run/run-report';
import { variantLine } from '../run/variant';
import { type ChangedRow, changedRows } from './changed-rows';
import { histogram } from './histogram';
import { htmlText } from './html-text';
import { intervalPlot } from './interval-plot';
import { pointsOf } from './markdown-report';
import { PAGE_STYLE } from './page-style';
import type { ToldRun } from './told-run';
import { wordDiff } from './word-diff';

const ROWS_SHOWN = 30;
const COLOUR_OF = { pass: 'not worse', fail: 'worse', 'not enough data': 'not enough data' } as const;

/** A run as one page of HTML that needs no network and runs no script, so that it can be kept as an artefact of a build. */
export function htmlReport(told: ToldRun): string {
  const { summary, settings, gate } = told;
  const changed = changedRows(told, ROWS_SHOWN);
  const title = `${told.variants.map(({ trial: { prompt } }) => `${prompt.name}@${prompt.version}`).join(' → ')}: ${gate?.verdict ?? summary.verdict}`;
  const colour = gate ? COLOUR_OF[gate.verdict] : summary.verdict;
  return [
    '<!doctype html>',
    `<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">`,
    `<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${htmlText(title)}</title><style>${PAGE_STYLE}</style></head><body>`,
    `<h1 class="${colour.replaceAll(' ', '-')}">${htmlText(title)}</h1>`,
    facts(told),
    ...(gate ? [section('Gate', `<p>${htmlText(gateLine(gate))}</p>`, tableOf(ruleTable(gate)))] : []),
    section('Metrics', intervalPlot(summary.metrics, settings), tableOf(metricTable(summary, settings))),
    section('Cost and time', tableOf(sideTable(summary))),
    ...(remarksOf(summary).length > 0 ? [section('Worth knowing', listOf(remarksOf(summary)))] : []),
    section('Distributions', distributions(told)),
    ...(changed.length > 0 ? [section('Rows that changed most', ...changed.map(rowOf))] : []),
    '</body></html>',
    '',
  ].join('\n');
}

function facts({ variants, rows, repeats, dataset, run, startedAt, settings }: ToldRun): string {
  const asked = `${counted(rows.length, 'row')}, asked ${counted(repeats, 'time')}`;
  const lines: [string, string][] = [
    ...variants.map((variant): [string, string] => [variant.side, variantLine(variant)]),
    ['dataset', `${asked}, version ${dataset.slice(0, 12)}`],
    [
      'confidence',
      `${Number(((1 - settings.alpha) * 100).toFixed(3))} %; a drop of ${(settings.margin * 100).toFixed(1)} points does not matter`,
    ],
    ['run', `${run}, begun ${startedAt}`],
  ];
  return `<dl>${lines.map(([name, value]) => `<dt>${name}</dt><dd>${htmlText(value)}</dd>`).join('')}</dl>`;
}

function section(title: string, ...parts: readonly string[]): string {
  return `<section><h2>${title}</h2>\n${parts.join('\n')}</section>`;
}

function tableOf([head = [], ...rows]: string[][]): string {
  const cells = (tag: 'th' | 'td', row: readonly string[]) =>
    `<tr>${row.map((cell) => `<${tag}>${htmlText(cell)}</${tag}>`).join('')}</tr>`;
  return `<table><thead>${cells('th', head)}</thead><tbody>${rows.map((row) => cells('td', row)).join('\n')}</tbody></table>`;
}

function listOf(lines: readonly string[]): string {
  return `<ul>${lines.map((line) => `<li>${htmlText(line)}</li>`).join('')}</ul>`;
}

function distributions({ summary, answers }: ToldRun): string {
  const figures = summary.metrics.flatMap(({ name, isMeasured }) => {
    if (!isMeasured) return [];
    const of = (side: GivenAnswer['side']) =>
      answers.flatMap((answer) => (answer.side === side ? (answer.scores[name] ?? []) : []));
    const [baseline, candidate] = [of('baseline'), of('candidate')];
    const said = `${htmlText(name)}: candidate above, baseline below; ${counted(candidate.length + baseline.length, 'score')}`;
    return [`<figure>${histogram(baseline, candidate)}<figcaption>${said}</figcaption></figure>`];
  });
  return `<div class="distributions">${figures.join('\n')}</div>`;
}

function rowOf({ row, change, isFailed, scores, baseline, candidate }: ChangedRow): string {
  const { before, after } = wordDiff(baseline?.answer ?? '', candidate?.answer ?? '');
  const said = scores.map(
    ({ metric, baseline: was, candidate: is }) => `${metric} ${was.toFixed(2)} → ${is.toFixed(2)}`,
  );
  const tags = [`<code>${htmlText(row.id)}</code>`, `<b>${pointsOf(change)}</b>`, ...said.map(htmlText)];
  return [
    `<article><header>${[...tags, ...(isFailed ? ['critical, failed'] : [])].map((tag) => `<span>${tag}</span>`).join('')}</header>`,
    `<p class="said">${htmlText(row.input)}</p>`,
    `<div class="sides">${sideOf('baseline', before, baseline)}${sideOf('candidate', after, candidate)}</div></article>`,
  ].join('\n');
}

function sideOf(side: string, text: string, answer: GivenAnswer | undefined): string {
  if (!answer) return `<div>${side}<p>no answer</p></div>`;
  const { outcome, reason, flags, model, requestId, latencyMs } = answer;
  const how = [outcome, reason ?? '', ...flags, model ?? '', `${Math.round(latencyMs)} ms`].filter(Boolean).join(', ');
  return `<div>${side}: ${htmlText(how)}<p>${text}</p><code>npx gauntlet show ${htmlText(requestId)}</code></div>`;
}
